import { mkdir, writeFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { jsonSchemaNames, jsonSchemaOf } from "./src/schema/json-schema.ts";

/** One entry a public door; `numeric`, `stats` and `time` stay private. */
export const doors: { [entry: string]: string } = {
  index: "src/index.ts",
  survey: "src/survey/index.ts",
  churn: "src/churn/index.ts",
  clv: "src/clv/index.ts",
  tiers: "src/tiers/index.ts",
  journey: "src/journey/index.ts",
  schema: "src/schema/index.ts",
  readers: "src/readers/index.ts",
};

export default defineConfig({
  entry: doors,
  format: ["esm", "cjs"],
  outDir: "dist",
  platform: "neutral",
  target: "es2022",
  // Both formats share chunks: a second copy of MetricError would break `instanceof` between doors.
  splitting: true,
  treeshake: { moduleSideEffects: false },
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  sourcemap: false,
  // For programs in other languages: every JSON Schema as a file.
  onSuccess: async () => {
    await mkdir("dist/json-schema", { recursive: true });
    for (const name of jsonSchemaNames) {
      await writeFile(`dist/json-schema/${name}.json`, `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
    }
  },
  outExtension: ({ format }) => ({ js: format === "cjs" ? ".cjs" : ".js" }),
});
