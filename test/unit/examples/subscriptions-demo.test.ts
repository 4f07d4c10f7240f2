import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { formatMoney, moneyScale } from "../../../examples/demo/money.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-metrics-demo-"));
const bundled = "examples/data/subscriptions.csv";
const about = ["--as-of", "2025-12-19", "--time-zone", "Europe/Berlin"];

afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function demo(args: readonly string[], environment: { readonly [name: string]: string } = {}): Outcome {
  expect(existsSync("dist/churn.js"), "the demo runs on the built package: run npx tsup first").toBe(true);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "examples/demo.ts", ...args],
    { encoding: "utf8", env: { ...process.env, ...environment } },
  );
  return { code: status, output: stdout, errors: stderr };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The numbers behind a label, of a line of a table. */
function numbersOf(output: string, label: string): number[] {
  const line = output.split("\n").find((each) => each.trimStart().startsWith(`${label} `))!;
  const numbers = line.trimStart().slice(label.length).trim().split(/\s+/);
  return numbers.map((number) => Number(number.replace("−", "-").replace(/[,%+]/g, "")));
}

describe("the demo on its bundled subscriptions", () => {
  const page = join(folder, "page.html");
  const args = ["--subscriptions", bundled, ...about, "--currency", "EUR", "--html", page];
  const { code, output, errors } = demo(args);

  it("succeeds, in 80 columns", () => {
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(output.split("\n").filter((line) => [...line].length > 80 && !line.startsWith("Written"))).toEqual([]);
  });

  it("accounts for every row", () => {
    expect(output).toContain("Rows             386, of which 320 bring revenue in EUR");
    expect(output).toContain("Without revenue  60");
    expect(output).toMatch(/Left out +6\n/);
    expect(output).toContain("S900-1  C063      end before start");
  });

  it("shows a bridge that adds up, month by month and over all of them", () => {
    const [opening, added, expanded, returned, contracted, churned, closing] = [
      "Opening",
      "+ New",
      "+ Expansion",
      "+ Reactivation",
      "− Contraction",
      "− Churn",
      "= Closing",
    ].map((label) => numbersOf(output, label)) as [
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
    ];
    expect(opening).toHaveLength(7);
    const sums = opening.map(
      (start, at) => start + added[at]! + expanded[at]! + returned[at]! - contracted[at]! - churned[at]!,
    );
    expect(sums).toEqual(closing);
    expect(opening.slice(1, 6)).toEqual(closing.slice(0, 5));
    expect(added.slice(0, 6).reduce((sum, each) => sum + each, 0)).toBe(added[6]);
    expect(numbersOf(output, "Quick ratio")[0]).toBeCloseTo(
      (added[0]! + expanded[0]! + returned[0]!) / (contracted[0]! + churned[0]!),
      1,
    );
  });

  it("reconciles two conventions of churn, by rule and by customer", () => {
    const section = output.slice(output.indexOf("Logo churn of 2025-11"), output.indexOf("Retention by month"));
    expect(section).toMatch(/ChartMogul {2}3\.5% {3}1\.6 to 7\.5% {3}n 170\n {2}6 of 170\n/);
    expect(section).toMatch(/Stripe {2}4\.5% {3}2\.3 to 8\.6% {3}n 179\n {2}8 of 179\n/);
    expect(section).toMatch(/Textbook {2}4\.7% /);
    const difference = Number(/Difference +\+(\d+\.\d+) points/.exec(section)![1]);
    expect(difference).toBeCloseTo((8 / 179 - 6 / 170) * 100, 3);
    const tables = section.split("The same by customer");
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      const points = [...table.matchAll(/^ {2}([+−]\d+\.\d{3}) {2,}(\S+)/gm)];
      const parts = points.filter(([, , what]) => what !== "Difference");
      expect(parts.length).toBeGreaterThanOrEqual(3);
      const sum = parts.reduce((total, [, shown]) => total + Number(shown!.replace("−", "-")), 0);
      // Each line is rounded to a thousandth of a point.
      expect(Math.abs(sum - difference)).toBeLessThanOrEqual(0.0005 * (parts.length + 1) + 1e-9);
    }
  });

  it("marks the cells of a triangle that may still change, and leaves them out of the line of all", () => {
    expect(output).toMatch(/\n {2}2025-12 +2 +\*100\n/);
    expect(output).toMatch(/\n {2}2025-11 +9 +100 +\*89\n/);
    expect(numbersOf(output, "All").slice(0, 4)).toEqual([240, 100, 98, 94]);
  });

  it("shows tenure with bands, medians, the log-rank test and a projection with intervals", () => {
    expect(output).toMatch(/\n {2}360 +22 +45\.2% +34\.2 to 55\.6% +├─+●─+┤/);
    expect(output).toMatch(/self-serve +117 +56 +253 +192 to 426/);
    expect(output.replace(/\s+/g, " ")).toContain("chi-square 31.56 on 2 degrees of freedom, p < 0.001.");
    expect(output).toMatch(/\n +24 +– +97\.3% +95\.0 to 98\.5% +28\.9% +19\.1 to 41\.2%/);
  });

  it("is the same in whatever zone the machine stands", () => {
    expect(demo(args, { TZ: "Pacific/Auckland", LANG: "de_DE.UTF-8" }).output).toBe(output);
  });

  it("writes a page that loads nothing, leads with what was found, and has a table behind every chart", () => {
    const markup = readFileSync(page, "utf8");
    expect(markup).not.toMatch(/https?:|url\(|@import|<link|<script|src="/i);
    expect(markup.match(/<caption/g)!.length).toBe(markup.match(/<table/g)!.length);
    expect(markup).not.toContain("undefined");
    expect(markup.indexOf("Recurring revenue")).toBeLessThan(markup.indexOf("What was read"));
    expect(markup).toMatch(/<li id="definition-1-3">ChartMogul\. Customers of the opening/);
  });
});

describe("the demo on other subscriptions", () => {
  const header = "id,customerId,start,end,amount,currency,interval";
  const one = file("one.csv", `${header}\na,A,2025-01-05T00:00:00Z,,1000,EUR,month\n`);

  it("reads a file with the required columns alone, and a single customer", () => {
    const { code, output } = demo(["--subscriptions", one, ...about]);
    expect(code).toBe(0);
    expect(output).toContain("1 who ever paid");
    expect(numbersOf(output, "= Closing")).toEqual([10, 10, 10, 10, 10, 10, 10]);
    expect(output).toMatch(/fewer than half have left; nobody\n +has left/);
    expect(output).toContain("Nothing can be projected");
    expect(output).toContain("●");
  });

  it("reads a file in which nobody paid", () => {
    const trial = file("trial.csv", `${header},status\na,A,2025-01-05T00:00:00Z,,1000,EUR,month,trialing\n`);
    const { code, output } = demo(["--subscriptions", trial, ...about]);
    expect(code).toBe(0);
    expect(output).toContain("nobody could leave");
  });

  it.each<readonly [string, number, RegExp, string[]]>([
    ["a missing file", 1, /there is no such file/, ["--subscriptions", "missing.csv", ...about]],
    ["no end of the data", 2, /--as-of is missing/, ["--subscriptions", one, "--time-zone", "UTC"]],
    ["no zone", 2, /--time-zone is missing/, ["--subscriptions", one, "--as-of", "2025-12-19"]],
    [
      "an unknown zone",
      2,
      /IANA name/,
      ["--subscriptions", one, "--as-of", "2025-12-19", "--time-zone", "Mars/Olympus"],
    ],
    ["a day that never was", 2, /Cannot/, ["--subscriptions", one, "--as-of", "2025-02-30", "--time-zone", "UTC"]],
    [
      "an instant without a zone",
      2,
      /Cannot/,
      ["--subscriptions", one, "--as-of", "2025-12-19T10:00", "--time-zone", "UTC"],
    ],
    ["several currencies", 2, /EUR and USD, which do not add/, ["--subscriptions", bundled, ...about]],
    ["other columns", 2, /has no column customerId/, ["--subscriptions", file("x.csv", "id,start\n1,2\n"), ...about]],
    ["a header alone", 2, /no rows/, ["--subscriptions", file("header.csv", `${header}\n`), ...about]],
    ["an option of surveys", 2, /is about surveys/, ["--subscriptions", one, ...about, "--question", "nps:Q1:0-10"]],
    ["a survey as well", 2, /takes one FILE/, [bundled, "--subscriptions", one, ...about]],
    ["an option without its file", 2, /goes with --subscriptions/, [bundled, "--as-of", "2025-12-19"]],
    [
      "a page in place of the file",
      2,
      /is the survey itself|is the file itself/,
      ["--subscriptions", one, ...about, "--html", one],
    ],
  ])("%s is one line", (_, code, message, args) => {
    const outcome = demo(args);
    expect(outcome.errors).toMatch(message);
    expect(outcome.code).toBe(code);
    expect(outcome.output).toBe("");
    expect(outcome.errors.trimEnd().split("\n")).toHaveLength(1);
  });
});

it("money is shown in a unit that fits", () => {
  const shown = [999_999_49, 1_000_000_00, 3_200_000_000_00].map((amount) => {
    const scale = moneyScale("EUR", [amount]);
    return [formatMoney(amount, scale), scale.name];
  });
  expect(shown).toEqual([
    ["999,999", "EUR"],
    ["1,000", "thousand EUR"],
    ["3,200", "million EUR"],
  ]);
  expect(formatMoney(5000, moneyScale("JPY", [5000]))).toBe("5,000");
});
