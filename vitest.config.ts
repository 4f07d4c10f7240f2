import { defineConfig, type TestProjectConfiguration } from "vitest/config";

/** Every zone runs the same files: west and east of Greenwich, both hemispheres' summer time, a quarter hour. */
const timeZones = ["UTC", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kathmandu"];
const zonedTests = ["test/**/time/**/*.test.ts", "test/**/*.tz.test.ts"];

const rooms = ["unit", "property", "oracle", "types", "architecture", "docs", "package"];

export default defineConfig({
  test: {
    allowOnly: false,
    reporters: ["default", "./test/support/closing-line.ts"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text", "html"],
      reportsDirectory: "coverage",
    },
    projects: [...rooms.map(roomProject), ...timeZones.map(zoneProject)],
  },
});

function roomProject(name: string): TestProjectConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      exclude: zonedTests,
      setupFiles: ["./test/support/property-seed.ts"],
      testTimeout: 60_000,
      hookTimeout: 300_000,
    },
  };
}

/** A zone must be set before a process first looks at a clock, so each runs in processes of its own. */
function zoneProject(timeZone: string): TestProjectConfiguration {
  return { test: { name: timeZone, include: zonedTests, pool: "forks", env: { TZ: timeZone }, testTimeout: 60_000 } };
}
