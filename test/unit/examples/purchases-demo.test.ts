import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "customer-metrics-demo-"));
const bundled = "examples/data/purchases.csv";
const money = ["--margin", "0.4", "--discount-rate", "0.1"];
const about = ["--as-of", "2025-12-31", "--time-zone", "Europe/Berlin", ...money];

afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function demo(args: readonly string[], environment: { readonly [name: string]: string } = {}): Outcome {
  expect(existsSync("dist/clv.js"), "the demo runs on the built package: run npx tsup first").toBe(true);
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

describe("the demo on its bundled purchases", () => {
  const page = join(folder, "page.html");
  const args = ["--transactions", bundled, ...about, "--currency", "EUR", "--acquisition-cost", "15", "--html", page];
  const { code, output, errors } = demo(args);
  const section = (from: string, to: string): string => output.slice(output.indexOf(from), output.indexOf(to));

  it("succeeds, in 80 columns", () => {
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(output.split("\n").filter((line) => [...line].length > 80 && !line.startsWith("Written"))).toEqual([]);
    expect(output).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("accounts for every row", () => {
    expect(output).toContain("1,463, of which 1,456 are purchases and refunds in EUR");
    expect(output).toMatch(/Left out +7\n/);
    for (const reason of [
      "duplicate id",
      "amount invalid",
      "other currency",
      "at invalid",
      "kind unknown",
      "after as of",
    ])
      expect(output).toContain(reason);
  });

  it("shows value, with intervals around it, and what a customer may cost", () => {
    const shown = section("Customer lifetime value", "customers worth most");
    const figures = [...shown.matchAll(/^ {2}\S.*? {2}([\d,.]+) {3}([\d,.]+) to ([\d,.]+) {3}n 419$/gm)];
    expect(figures).toHaveLength(3);
    const values = figures.map((each) => each.slice(1).map((number) => Number(number.replace(",", ""))));
    for (const [value, lower, upper] of values) {
      expect(value).toBeGreaterThan(lower!);
      expect(value).toBeLessThan(upper!);
    }
    expect(values[2]![0]).toBeCloseTo(values[1]![0]! / 15, 2);
  });

  it("lists the ten worth most, the most first", () => {
    const rows = [
      ...section("customers worth most", "Would it have").matchAll(/^ {2}(C\d{3}) .* (\d+) +(\d+) to (\d+)$/gm),
    ];
    expect(rows).toHaveLength(10);
    const values = rows.map(([, , value]) => Number(value));
    expect([...values].sort((left, right) => right - left)).toEqual(values);
    for (const [, , value, lower, upper] of rows) {
      expect(Number(value)).toBeGreaterThan(Number(lower));
      expect(Number(value)).toBeLessThan(Number(upper));
    }
  });

  it("tries the model on the second half, with the rule to beat beside it", () => {
    const shown = section("Would it have told", "Can the models");
    const [expected, lower, upper] = /Expected +(\d+) purchases; 95% interval (\d+) to (\d+)/.exec(shown)!.slice(1);
    const [made] = /Made +(\d+); expected over made/.exec(shown)!.slice(1);
    const [rule] = /As often as so far +(\d+); expected over made/.exec(shown)!.slice(1);
    expect(Number(made)).toBeGreaterThan(Number(lower));
    expect(Number(made)).toBeLessThan(Number(upper));
    expect(Math.abs(Number(expected) - Number(made))).toBeLessThan(Math.abs(Number(rule) - Number(made)));
    const customers = [...shown.matchAll(/^ {2}(?:\d|7 and more) +(\d+) /gm)].map(([, n]) => Number(n));
    expect(customers.reduce((sum, n) => sum + n, 0)).toBe(281);
  });

  it("says what speaks against it", () => {
    const shown = output.slice(output.indexOf("Can the models be trusted?"));
    expect(shown).toMatch(/In order +\d+ checks of \d+/);
    expect(shown).toMatch(/Seen +187 /);
    expect(shown).toContain("rank");
  });

  it("is the same in whatever zone the machine stands", () => {
    expect(demo(args, { TZ: "Pacific/Auckland", LANG: "de_DE.UTF-8" }).output).toBe(output);
  });

  it("writes a page that loads nothing and leads with the value", () => {
    const markup = readFileSync(page, "utf8");
    expect(markup).not.toMatch(/https?:|url\(|@import|<link|<script|src="/i);
    expect(markup).not.toContain("undefined");
    expect(markup.match(/<caption/g)!.length).toBe(markup.match(/<table/g)!.length);
    expect(markup.indexOf("Customer lifetime value")).toBeLessThan(markup.indexOf("What was read"));
  });
});

describe("the demo on other purchases", () => {
  const log = "customer_id,date,value\nann,2025-01-05,12.50\nann,2025-03-05,10\nbob,2025-02-01,7.5\n";
  const three = file("three.csv", log);
  const dated = ["--as-of", "2025-06-30", "--currency", "USD", ...money];

  it("reads dates and amounts in major units, and says what three purchases are worth: nothing yet", () => {
    const { code, output } = demo(["--transactions", three, ...dated]);
    expect(code).toBe(0);
    expect(output).toContain("2, first seen 2025-01-05 to 2025-02-01");
    expect(output).toContain("There is no model of spend");
    expect(output).toContain("problem");
  });

  it("reads a log in which nobody came back", () => {
    const once = file("once.csv", "customerId,at,amount\na,2025-01-05,1000\nb,2025-01-09,1000\n");
    const { code, output } = demo(["--transactions", once, ...dated]);
    expect(code).toBe(0);
    expect(output).toContain("There is no model of purchases: no repeat purchases");
  });

  it.each<readonly [string, number, RegExp, string[]]>([
    ["a missing file", 1, /there is no such file/, ["--transactions", "missing.csv", ...dated]],
    ["no end of the data", 2, /--as-of is missing/, ["--transactions", three, ...money]],
    ["no currency", 2, /--currency is missing/, ["--transactions", three, "--as-of", "2025-06-30", ...money]],
    ["several currencies", 2, /EUR and USD/, ["--transactions", bundled, ...about]],
    ["no zone for instants", 2, /--time-zone is missing/, ["--transactions", bundled, ...dated]],
    [
      "no margin",
      2,
      /--margin is missing/,
      ["--transactions", three, "--as-of", "2025-06-30", "--currency", "USD", "--discount-rate", "0.1"],
    ],
    [
      "no discount rate",
      2,
      /--discount-rate is missing/,
      ["--transactions", three, "--as-of", "2025-06-30", "--currency", "USD", "--margin", "0.4"],
    ],
    ["a margin in words", 2, /--margin is a number/, ["--transactions", three, ...dated, "--margin", "all"]],
    [
      "a margin above 1",
      2,
      /margin must be/,
      ["--transactions", bundled, ...about, "--currency", "EUR", "--margin", "40"],
    ],
    ["an end before the beginning", 2, /has no purchase/, ["--transactions", three, ...dated, "--as-of", "2024-01-01"]],
    ["other columns", 2, /has no column customerId/, ["--transactions", file("x.csv", "id,at\n1,2\n"), ...dated]],
    ["an option of surveys", 2, /is about surveys/, ["--transactions", three, ...dated, "--question", "nps:Q1:0-10"]],
    ["two reports", 2, /is about another report/, ["--transactions", three, ...dated, "--subscriptions", "a.csv"]],
    ["an option without its file", 2, /goes with --transactions FILE/, [bundled, "--margin", "0.4"]],
    ["a survey as well", 2, /takes one FILE/, [bundled, "--transactions", three, ...dated]],
  ])("%s is one line", (_, code, message, args) => {
    const outcome = demo(args);
    expect(outcome.errors).toMatch(message);
    expect(outcome.code).toBe(code);
    expect(outcome.output).toBe("");
    expect(outcome.errors.trimEnd().split("\n")).toHaveLength(1);
  });
});
