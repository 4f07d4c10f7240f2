import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MetricError } from "../../../src/core/metric-error.ts";
import type { Adapter } from "../../oracle/adapter.ts";
import { type CaseReport, checkFile, isNotYet } from "../../oracle/check-file.ts";
import { errorCodes } from "../../oracle/error-codes.ts";
import { readOracleFile, readOracleFiles } from "../../oracle/oracle-files.ts";
import { isGreen, reportOf } from "../../oracle/report.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "oracle-"));
  mkdirSync(join(folder, "shapes"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const areas = (cases: unknown): ReturnType<typeof readOracleFile> =>
  readOracleFile(write("areas.json", { oracle: "area", cases }));
const area: Adapter = ({ inputs }) => {
  const { side } = inputs as { side: number };
  if (side < 0)
    throw new MetricError(errorCodes["negative count"]![0]!, "Cannot measure a side as it must not be negative", side);
  return { area: side * side };
};
const check = (cases: unknown, excuses: readonly string[] = []): readonly CaseReport[] =>
  checkFile(areas(cases), { area }, new Set(excuses)).cases;

describe("the forms of a file", () => {
  test("many cases, with what each narrows", () => {
    const path = write("many.json", {
      oracle: "area",
      tolerance: { rel: 1 },
      cases: [
        { id: "one", inputs: 1, expected: 2 },
        { inputs: 3, expected: 4, tolerance: { abs: 5 } },
      ],
    });
    const file = readOracleFile(path);
    expect(file.topic).toBe("area");
    expect(file.cases.map(({ id }) => id)).toEqual(["one", "many#2"]);
    expect(file.cases.map(({ tolerance }) => tolerance.base)).toEqual([
      { rel: 1, abs: 0 },
      { rel: 0, abs: 5 },
    ]);
    expect(file.cases[0]).toMatchObject({ inputs: 1, expected: 2, folder });
  });

  test("one case", () => {
    const file = readOracleFile(
      write("single.json", { id: "unit", metric: "shape.area", inputs: 1, expected: 2, tolerance: { abs: 1 } }),
    );
    expect(file).toMatchObject({ topic: "shape.area", cases: [{ id: "unit", inputs: 1, expected: 2 }] });
    expect(file.cases[0]!.tolerance.base).toEqual({ rel: 0, abs: 1 });
  });

  test.each([
    [{ topic: "t", id: "i" }, "t"],
    [{ id: "i" }, "i"],
    [{}, "form"],
  ])("the topic of %j is %s", (header, topic) => {
    expect(readOracleFile(write("form.json", header)).topic).toBe(topic);
  });

  test("folders are searched to the bottom", () => {
    write("shapes/deep.json", { oracle: "area", cases: [] });
    expect(readOracleFiles(folder).map(({ path }) => path)).toContain(join(folder, "shapes", "deep.json"));
  });

  test("a broken file is named", () => {
    writeFileSync(join(folder, "shapes", "broken.json"), "{");
    expect(() => readOracleFile(join(folder, "shapes", "broken.json"))).toThrow("broken.json");
    rmSync(join(folder, "shapes", "broken.json"));
  });
});

describe("a case", () => {
  test("passes, fails or is unsupported", () => {
    const reports = check([
      { id: "right", inputs: { side: 3 }, expected: { area: 9 } },
      { id: "wrong", inputs: { side: 3 }, expected: { area: 8, edge: 12 } },
      { id: "partial", inputs: { side: 3 }, expected: { area: 9, edge: 12 } },
      { id: "empty", inputs: { side: 3 }, expected: {} },
    ]);
    expect(reports.map(({ status }) => status)).toEqual(["passed", "failed", "unsupported", "unsupported"]);
    expect(reports[1]!.differences).toEqual([{ path: "area", got: 9, want: 8 }]);
    expect(reports.map(({ unexcused }) => unexcused)).toEqual([false, true, true, true]);
  });

  test("is excused by its topic's field, or by what the field is in", () => {
    const cases = [{ id: "partial", inputs: { side: 3 }, expected: { area: 9, edge: { length: 12 } } }];
    const expectUnexcused = (excuses: string[], unexcused: boolean): void => {
      expect(check([{ ...cases[0], expected: { area: 9, edges: [] } }], excuses)[0]).toMatchObject({
        status: "unsupported",
        unexcused,
      });
    };
    expectUnexcused([], true);
    expectUnexcused(["area#edges"], false);
    expectUnexcused(["area#edge"], true);
    expectUnexcused(["area"], true);
  });

  test("that is an error wants the code of that error", () => {
    const reports = check([
      { id: "same", inputs: { side: -1 }, expected: { error: "negative count" } },
      { id: "other", inputs: { side: -1 }, expected: { error: "length mismatch" } },
      { id: "none", inputs: { side: 1 }, expected: { error: "negative count" } },
      { id: "unexpected", inputs: { side: -1 }, expected: { area: 1 } },
      { id: "unknown", inputs: { side: -1 }, expected: { error: "no such text" } },
      { id: "crash", inputs: null, expected: { area: 1 } },
    ]);
    expect(reports.map(({ status }) => status)).toEqual([
      "passed",
      "failed",
      "failed",
      "failed",
      "unsupported",
      "failed",
    ]);
    expect(reports[5]!.differences[0]!.got).toContain("TypeError");
  });
});

describe("a topic", () => {
  const cases = [{ id: "right", inputs: { side: 3 }, expected: { area: 9 } }];

  test("without an adapter is unsupported, and red unless it is known to be", () => {
    const unknown = checkFile(areas(cases), {}, new Set());
    expect(unknown).toMatchObject({ hasAdapter: false, cases: [{ status: "unsupported", unexcused: true }] });
    expect(isGreen([unknown])).toBe(false);
    expect(isGreen([checkFile(areas(cases), {}, new Set(["area"]))])).toBe(true);
    expect(isNotYet(areas(cases), new Set(["area"]))).toBe(true);
  });

  test("may be told from its namesake by the folder", () => {
    const file = readOracleFile(write("shapes/area.json", { oracle: "area", cases }));
    const adapters = { area: () => ({ area: 0 }), "shapes/area": area };
    expect(checkFile(file, adapters, new Set())).toMatchObject({ topic: "shapes/area", cases: [{ status: "passed" }] });
    expect(checkFile(file, {}, new Set(["shapes/area"]))).toMatchObject({
      topic: "shapes/area",
      cases: [{ unexcused: false }],
    });
  });
});

test("the report names what failed and what is missing, and closes with the count", () => {
  const file = areas([
    { id: "right", inputs: { side: 3 }, expected: { area: 9 } },
    { id: "wrong", inputs: { side: 3 }, expected: { area: null } },
    { id: "partial", inputs: { side: 3 }, expected: { area: 9, edge: 12 } },
  ]);
  const other = { ...file, topic: "volume", cases: file.cases.slice(0, 2) };
  const files = [checkFile(file, { area }, new Set(["area#edge"])), checkFile(other, { area }, new Set())];
  expect(reportOf(files).split("\n")).toEqual([
    `FAILED area / wrong (${file.path})`,
    "  area: got 9, want null",
    "No adapter (cases):",
    "  volume ! (2)",
    "Known, but not answered (cases):",
    "  area: edge (1)",
    "oracle: 1 passed, 1 failed, 3 unsupported",
  ]);
  expect(isGreen(files)).toBe(false);
});
