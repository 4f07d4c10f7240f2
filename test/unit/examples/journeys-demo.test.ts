import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "customer-metrics-demo-"));
const bundled = "examples/data/optician.json";
const audit = "examples/data/optician-audit.csv";
const sample = "../shared/data/journey";

afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function script(name: string, args: readonly string[], environment: { readonly [name: string]: string } = {}): Outcome {
  expect(existsSync("dist/journey.js"), "the demo runs on the built package: run npx tsup first").toBe(true);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", `examples/${name}.ts`, ...args],
    { encoding: "utf8", env: { ...process.env, ...environment } },
  );
  return { code: status, output: stdout, errors: stderr };
}

function demo(...args: readonly string[]): Outcome {
  return script("demo", args);
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Lines with runs of blanks folded. */
function lines(output: string): string[] {
  return output.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
}

describe("the demo on the bundled journeys", () => {
  const page = join(folder, "page.html");
  const { code, output, errors } = demo("--journeys", bundled, "--audit", audit, "--html", page);
  const found = lines(output);

  it("succeeds, in 80 columns", () => {
    expect(errors).toBe("");
    expect(code).toBe(0);
    const wide = output.split("\n").filter((line) => [...line].length > 80 && !line.includes(folder));
    expect(wide).toEqual([]);
  });

  it("accounts for every row", () => {
    expect(found).toContain("Findings 5 errors, whose rows are left out, and 4 warnings");
    expect(found).toContain("interactions 514 510");
    expect(found).toContain("interactions 512 emotion out-of-range error");
    expect(found).toContain("promises 234 dueAt due-before-made error");
    expect(found).toContain("touchpoints 10 ownerTeam touchpoint-without-owner warning");
  });

  it("has the moments of truth, with intervals", () => {
    expect(found).toContain("Deliver on the promise 78.4% 72.7 to 83.3% n 232");
    expect(found).toContain("exceeded 42 · kept 140 · broken 50 · pending 1 · called off 0");
    expect(found).toContain("wait 19 33 19 0.0 7.0 min 16 min");
    expect(found).toContain("fitting 63 0.0% 0.6 43.5 85.0% 6.00 57");
    expect(found).toContain("Promises without a deadline, which can be kept and never broken: 1.");
  });

  it("says that answers after broken promises are lower, and that this is no cause", () => {
    expect(output).toContain("After a broken promise NPS is 55.6 points lower");
    expect(output.replace(/\s+/g, " ")).toContain("they do not say that one causes the other");
    expect(output).toMatch(/seen within ten +wait +19/);
  });

  it("has the funnel and the audit", () => {
    expect(found).toContain("Chooses 63 88.7% 77.8% 60 min 8");
    expect(found).toContain("Shown 54.9% of what counts, in 20 lines");
    expect(found).toContain("Not looked at adjust");
    expect(found).toContain("Not counted 3 lines still blank, 1 that cannot be read");
    expect(found).toContain("18 maybe demonstrated: not-a-number");
  });

  it("writes the same as a page", () => {
    const html = readFileSync(page, "utf8");
    for (const title of [
      "Moments of truth",
      "Promises that cost most",
      "How far journeys come",
      "Values at touchpoints",
    ])
      expect(html).toContain(title);
    expect(html).not.toMatch(/NaN|undefined|null</);
  });
});

describe("an audit from nothing", () => {
  const { code, output } = demo("--journeys", bundled, "--audit-template");

  it("is a line for each touchpoint of the business and value", () => {
    expect(code).toBe(0);
    const [header, first, ...rest] = output.trimEnd().split("\n");
    expect(header).toBe("touchpointId,touchpoint,valueId,value,questions,demonstrated,weight,note");
    expect(first).toMatch(/^book,Books an eye test,respect,Respect,.*,,3,$/);
    expect(rest).toHaveLength(8 * 3 - 1);
  });

  it("can be filled in, with blanks for what nobody looked at", () => {
    const filled = file("audit.csv", output.replace(/,,(\d),$/m, ",½,$1,seen twice"));
    const found = lines(demo("--journeys", bundled, "--audit", filled).output);
    expect(found).toContain("Shown 50.0% of what counts, in 1 lines");
    expect(found).toContain("Not counted 23 lines still blank, 0 that cannot be read");
  });

  it("takes values from the command", () => {
    const { output: own } = demo("--journeys", bundled, "--audit-template", "--values", "kindness");
    expect(own.trimEnd().split("\n")).toHaveLength(1 + 8);
    expect(own).toContain("book,Books an eye test,kindness,kindness,");
  });
});

describe("what a command may lack", () => {
  it("is said in one line", () => {
    const dataset = { schemaVersion: "1.0", asOf: "2025-01-01T00:00:00Z" };
    const cases: readonly (readonly [number, string, readonly string[]])[] = [
      [1, "Cannot read nowhere.json: ENOENT.", ["--journeys", "nowhere.json"]],
      [1, "is no JSON", ["--journeys", audit]],
      [2, "schemaVersion must be 1.0-draft or 1.0", ["--journeys", "examples/data/zendesk-ratings.json"]],
      [2, "has neither interactions nor promises", ["--journeys", file("empty.json", JSON.stringify(dataset))]],
      [2, "names no values", ["--journeys", file("none.json", JSON.stringify(dataset)), "--audit-template"]],
      [2, 'There is no stage "sleep"', ["--journeys", bundled, "--optional-stages", "sleep"]],
      [2, "has no column touchpointId", ["--journeys", bundled, "--audit", "examples/data/help-desk.csv"]],
      [2, "--audit goes with --journeys FILE", ["--audit", audit]],
      [2, "--every is about surveys, not --journeys", ["--journeys", bundled, "--every", "week"]],
    ];
    for (const [code, text, args] of cases) {
      const outcome = demo(...args);
      expect(outcome.errors).toContain(text);
      expect(outcome.errors.trimEnd().split("\n")).toHaveLength(1);
      expect(outcome.code).toBe(code);
    }
  });
});

describe.runIf(existsSync(sample))("the public sample", () => {
  const { code, output } = demo("--journeys", sample, "--optional-stages", "stay,work");
  const found = lines(output);

  it("is read in its draft version, with its definitions beside it", () => {
    expect(code).toBe(0);
    expect(found).toContain("Version 1.0-draft, brought to 1.0");
    expect(found).toContain("Deliver on the promise 79.5% 77.5 to 81.4% n 1,665");
    expect(found).toContain("Go the extra mile 15.7% 14.6 to 16.8% n 4,151");
    expect(found).toContain("depart 269 100.0% 76.4% 2.7 d 0");
  });
});

describe("a plug-in of a help desk", () => {
  const { code, output, errors } = script("score-promises", [], { TZ: "Asia/Kathmandu" });

  it("goes from tickets to a scorecard, and lists what is wrong", () => {
    expect(code).toBe(0);
    expect(errors).toContain("row 10: Opened yesterday: not-an-instant");
    expect(errors).toContain("row 18: Ticket T-016: duplicate-id");
    expect(errors).toContain("error: promises T-044: fulfilledAt must not be before madeAt");
    const teams = output.trimEnd().split(/\r?\n/);
    expect(teams[1]).toBe("Accounts,0,16,1,0,94.1,73.0,99.0,14.4,0.93,0");
    expect(teams.at(-1)).toMatch(/^all,0,50,7,0,87\.7,/);
  });
});
