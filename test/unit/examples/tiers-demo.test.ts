import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "customer-metrics-demo-"));
const bundled = "examples/data/customers.csv";
const about = ["--currency", "EUR", "--avoidable", "0.6"];
const journey = "../shared/data/journey";

afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function demo(args: readonly string[], environment: { readonly [name: string]: string } = {}): Outcome {
  expect(existsSync("dist/tiers.js"), "the demo runs on the built package: run npx tsup first").toBe(true);
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

/** Lines with runs of blanks folded. */
function lines(output: string): string[] {
  return output.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
}

describe("the demo on the bundled customers", () => {
  const page = join(folder, "page.html");
  const args = ["--tiers", bundled, ...about];
  const { code, output, errors } = demo([...args, "--html", page]);
  const found = lines(output);

  it("succeeds, in 80 columns", () => {
    expect(errors).toBe("");
    expect(code).toBe(0);
    const wide = output.split("\n").filter((line) => [...line].length > 80 && !line.startsWith("Written"));
    expect(wide.filter((line) => !line.includes(folder))).toEqual([]);
  });

  it("accounts for every row and cell", () => {
    expect(found).toContain("Rows 121, of which 119 are customers with a tier to find");
    expect(found).toContain("40 C020 a customer who came before");
    expect(found).toContain("76 n/a an amount that is none: no profit is known");
    expect(found).toContain("103 – nobody");
    expect(found).toContain("How gladly we work with them, 0–10 111 7 1 2");
    expect(found).toContain("The risk that they leave, 0–1 115 3 1 1");
    expect(found).toContain("Not in the table: 1 of whom an amount is not known.");
  });

  it("says what each tier brings and costs, and adds up", () => {
    const row = (name: string): number[] =>
      found
        .find((line) => new RegExp(`^${name} \\d`).test(line) && !line.includes("●"))!
        .split(" ")
        .slice(1, 3)
        .map((cell) => Number(cell.replace(",", "")));
    const [customers, revenue] = ["1", "2", "3", "open"]
      .map(row)
      .reduce((sum, each) => sum.map((part, at) => part + each[at]!));
    expect(row("All")[0]).toBe(customers);
    expect(Math.abs(row("All")[1]! - revenue!)).toBeLessThanOrEqual(2);
    expect(found).toContain("Tier 1 3.4% n 119");
    expect(found).toContain("The best 20% bring 73.0% n 118");
  });

  it("explains a customer of each tier, with gaps and the next step", () => {
    expect(found).toContain("Why For tier 1 the profit would have to be at least 4558.91, not");
    expect(found).toContain("Next step The profit up from 4270.52 to 4558.91.");
    expect(found).toContain("C001 Tier 3: causes problems.");
    expect(found).toContain("C061 Not decided: tier 1 or 2 is possible with what is known.");
  });

  it("says what letting go changes, and what that does not know", () => {
    expect(found).toContain("Only worthwhile +1,198 EUR, if 2 went; no other choice among them brings more");
    expect(found.join(" ")).toContain(
      "end with a customer, and 60% of the cost to serve, as assumed with --avoidable.",
    );
    expect(output).toMatch(/can be undone\.\n/);
  });

  it("is the same in whatever zone the machine stands", () => {
    const elsewhere = demo(args, { TZ: "Pacific/Auckland", LANG: "de_DE.UTF-8" }).output;
    expect(elsewhere.slice(elsewhere.indexOf("What was read"))).toBe(
      output.slice(output.indexOf("What was read"), output.indexOf("\nWritten")),
    );
  });

  it("writes a page that loads nothing and leads with what was found", () => {
    const markup = readFileSync(page, "utf8");
    expect(markup).not.toMatch(/https?:|url\(|@import|<link|<script|src="/i);
    expect(markup.match(/<caption/g)!.length).toBe(markup.match(/<table/g)!.length);
    expect(markup).not.toMatch(/undefined|NaN/);
    expect(markup.indexOf("<h3>Three tiers")).toBeLessThan(markup.indexOf("<h3>What was read"));
    expect(markup).toMatch(/<li id="definition-1-1">Tier 1\. Highly profitable/);
  });
});

describe("the demo on other customers", () => {
  const header = "customerId,revenue,directCost,costToServe";

  it("reads the required columns alone: nothing is decided, and that is said", () => {
    const { code, output } = demo(["--tiers", file("least.csv", `${header}\nann,10.50,2,1\nbo,3,2,2.5\n`), ...about]);
    expect(code).toBe(0);
    expect(lines(output)).toContain("Not decided the tier of 1 (50.0%): too little is known of them");
    expect(lines(output)).toContain("bo Tier 3, whatever is not known turns out to be: not profitable.");
  });

  it("reads customers who all lose, and names that clash with what objects have", () => {
    const { code, output } = demo([
      "--tiers",
      file("loss.csv", `${header}\n__proto__,1,2,1\n"a,b",3,2,2.5\n`),
      ...about,
    ]);
    expect(code).toBe(0);
    expect(lines(output)).toContain("All customers together bring no profit: shares of it say nothing.");
    expect(lines(output)).toContain("__proto__ 1 2 1 +2");
  });

  it("shows large amounts in a unit that fits", () => {
    const rich = file("rich.csv", `${header}\nann,98765432100,1,1\nbo,2,1,1\n`);
    const { output } = demo(["--tiers", rich, ...about]);
    expect(output).toContain("What the tiers bring and cost, in million EUR");
    expect(output.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  });

  it("lets nothing from a file move the cursor", () => {
    const { output } = demo(["--tiers", file("escape.csv", `${header}\n\u001B[2J\u202Eann,9,1,1\n`), ...about]);
    expect(output).not.toContain("\u001B");
    expect(output).not.toContain("\u202E");
  });

  const one = file("one.csv", `${header}\nann,9,1,1\n`);
  const empty = join(folder, "folder");
  mkdirSync(empty);
  it.each<readonly [string, number, RegExp, string[]]>([
    ["a missing file", 1, /there is no such file/, ["--tiers", "missing.csv", ...about]],
    ["no currency", 2, /--currency is missing/, ["--tiers", one, "--avoidable", "1"]],
    ["a currency in words", 2, /code of three letters/, ["--tiers", one, "--avoidable", "1", "--currency", "euro"]],
    ["no avoidable share", 2, /--avoidable is missing/, ["--tiers", one, "--currency", "EUR"]],
    ["a share above 1", 2, /Cannot/, ["--tiers", one, "--currency", "EUR", "--avoidable", "60"]],
    ["an affinity above 10", 2, /Cannot use ourAffinityMin/, ["--tiers", one, ...about, "--our-affinity", "80"]],
    ["other columns", 2, /has no column customerId/, ["--tiers", file("x.csv", "id,revenue\n1,2\n"), ...about]],
    ["a header alone", 2, /no rows/, ["--tiers", file("header.csv", `${header}\n`), ...about]],
    ["a folder without an end", 2, /--as-of is missing/, ["--tiers", empty, ...about]],
    ["an empty folder", 1, /has no transactions.csv/, ["--tiers", empty, ...about, "--as-of", "2025-01-01T00:00:00Z"]],
    ["a time without a zone", 2, /Cannot/, ["--tiers", one, ...about, "--as-of", "2025-01-01"]],
    ["an option of surveys", 2, /is about surveys/, ["--tiers", one, ...about, "--question", "nps:Q1:0-10"]],
    ["an option of purchases", 2, /is about another report/, ["--tiers", one, ...about, "--margin", "0.4"]],
    ["a survey as well", 2, /takes one FILE/, [bundled, "--tiers", one, ...about]],
    ["an option without its file", 2, /goes with --tiers/, [bundled, "--avoidable", "0.5"]],
    ["a page in place of the file", 2, /is the survey itself/, ["--tiers", one, ...about, "--html", one]],
  ])("%s is one line", (_, code, message, args) => {
    const outcome = demo(args);
    expect(outcome.errors).toMatch(message);
    expect(outcome.code).toBe(code);
    expect(outcome.output).toBe("");
    expect(outcome.errors.trimEnd().split("\n")).toHaveLength(1);
  });
});

if (!existsSync(journey)) console.warn(`skipped: the demo on journeys, as there is no ${journey}`);
describe.skipIf(!existsSync(journey))("the demo on a folder of tables", () => {
  const args = ["--tiers", journey, "--as-of", "2024-12-31T18:00:00+00:00", "--currency", "GBP", "--avoidable", "1"];
  const thresholds = ["--our-affinity", "7", "--their-affinity", "8", "--leave-risk", "0.25"];
  const { code, output } = demo([...args, ...thresholds, "--problems", "h-complain,b-warranty"]);
  const found = lines(output);

  it("finds the tiers that are known of the sample", () => {
    expect(code).toBe(0);
    expect(found).toContain("Rows 300, of which 240 are customers with a tier to find");
    expect(found).toContain("Not decided the tier of 36 (15.0%): too little is known of them");
    expect(found.some((line) => line.startsWith("Highly profitable (from 200.55 GBP: 48 customers, 20.0%)"))).toBe(
      true,
    );
    expect(found).toContain("The best 20% bring 67.1% n 240");
    expect(found).toContain("80% of profit comes from 69 customers (28.7%)");
    expect(found.find((line) => line.startsWith("All 240 "))).toContain("86,811 38,995 19,710 28,106");
    expect(found.find((line) => line.startsWith("Only worthwhile"))).toMatch(
      /^Only worthwhile \+2,192 GBP, if 23 went/,
    );
  });

  it("knows no problems where the command does not say what they are", () => {
    const unknown = lines(demo([...args, ...thresholds]).output);
    expect(unknown.find((line) => line.startsWith("Problems that they caused"))).toMatch(/ 0 240 0 \d+$/);
  });
});
