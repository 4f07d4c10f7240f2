import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "customer-metrics-demo-"));
const qualtrics = "examples/data/qualtrics-relationship.csv";
const real = "../shared/data/survey/real";

beforeAll(() => {
  expect(existsSync("dist/index.js"), "the demo runs on the built package: run npx tsup first").toBe(true);
});
afterAll(() => rmSync(folder, { recursive: true }));

let environment: { readonly [name: string]: string } = {};

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the demo as `npm run demo -- …` does once the package is built. */
function demo(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "examples/demo.ts", ...args],
    {
      encoding: "utf8",
      env: { ...process.env, ...environment },
    },
  );
  return { code: status, output: stdout, errors: stderr };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Lines with runs of blanks folded. */
function lines(output: string): string[] {
  return output.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
}

describe("the demo on its bundled exports", () => {
  const { code, output, errors } = demo();

  it("succeeds, in 80 columns, without colour where nobody looks", () => {
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(output).not.toContain("\u001B");
    expect(output.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  });

  it("accounts for every row and cell", () => {
    const found = lines(output);
    expect(found).toContain("Rows 324, of which 293 are used");
    expect(found).toContain("Left out 7 preview, 15 unfinished, 6 spam, 3 duplicate");
    expect(found).toContain("NPS Q1 0–10 293 277 12 2 1 1");
    expect(found).toContain('32 Q1 not whole "7.5" 1');
  });

  it("says scores with intervals, n and definition", () => {
    const found = lines(output);
    expect(found.find((line) => line.startsWith("NPS 14.4"))).toMatch(/^NPS 14\.4 points 4\.4 to 24\.2 n 277 /);
    expect(found).toContain("promoters 122 (44.0%) · passives 73 (26.4%) · detractors 82 (29.6%)");
    expect(found).toContain("Mean answer on a scale of 1–7 (high is easy). 95% interval: Student’s t.");
  });

  it("splits by segment and by month of a named zone", () => {
    expect(output).toMatch(/By Plan ─/);
    expect(lines(output).find((line) => line.startsWith("Free 82 −30.5"))).toMatch(/├─*●─*┤/);
    expect(output).toMatch(/By month, Europe\/Berlin ─/);
    expect(output).toContain("NPS: 2 answers have no date and are in no month.");
  });

  it("is the same every time, in whatever zone the machine stands", () => {
    environment = { TZ: "Pacific/Auckland", LANG: "de_DE.UTF-8" };
    expect(demo().output).toBe(output);
    environment = {};
  });
});

describe("the demo on a table that it does not know", () => {
  const path = file("table.csv", "plan,score\npro,9\nfree,3\npro,10\n");

  it("shows the columns and guesses no scale", () => {
    const { code, output } = demo(path);
    expect(code).toBe(2);
    expect(lines(output)).toContain("score 3 3 3 to 10");
    expect(lines(output)).toContain("plan 3 2 pro (2), free (1)");
    expect(output.replace(/ \\\n\s*/g, " ")).toContain(`npm run demo -- ${path} --question nps:COLUMN:SCALE`);
  });

  it("reads it as it is told, in either form", () => {
    const short = demo(path, "--question", "nps:score:0-10", "--segment", "plan").output;
    const long = demo(path, "--metric", "nps", "--column", "score", "--scale", "0-10", "--segment", "plan").output;
    expect(lines(short).find((line) => line.startsWith("NPS 33.3"))).toContain("n 3");
    expect(long.slice(long.indexOf("What was read"))).toBe(short.slice(short.indexOf("What was read")));
  });

  it("reads words and frequencies", () => {
    const counts = file("counts.csv", "answer,people\nLow,2\nHigh,1000\nMedium,\n");
    const { code, output } = demo(
      counts,
      "--question",
      "csat:answer:1-3",
      "--labels",
      "Low=1,Medium=2,High=3",
      "--count",
      "people",
    );
    expect(code).toBe(0);
    expect(lines(output)).toContain("Answers 1,002: a row stands for as many as people says");
    expect(output).toContain('people: "" is no number of 0 or more');
    expect(demo(file("half.csv", "a,n\n1,1.5\n"), "--question", "csat:a:1-3", "--count", "n").code).toBe(2);
  });

  it("hides a few employees, and does not split them", () => {
    const { output } = demo(path, "--question", "enps:score:0-10", "--segment", "plan");
    expect(output).toContain("hidden: fewer than 5 answered");
    expect(output).not.toContain("By plan");
  });

  it("lets nothing from a file move the cursor", () => {
    const { output } = demo(
      file("escape.csv", "plan,score\n\u001B[2J\u202Epro,9\nfree,\u001B[31m3\n"),
      "--question",
      "nps:score:0-10",
      "--segment",
      "plan",
    );
    expect(output).not.toContain("\u001B");
    expect(output).not.toContain("\u202E");
  });
});

describe("the demo on what it cannot read", () => {
  it.each<readonly [string, number, RegExp, string[]]>([
    ["a missing file", 1, /there is no such file/, ["missing.csv"]],
    ["a folder", 1, /it is a folder/, [folder]],
    ["an empty file", 1, /is empty/, [file("empty.csv", "\n")]],
    ["a binary file", 1, /is not a text file/, [file("image.png", Buffer.from([0x89, 0x50, 0, 1, 2, 0]))]],
    ["a workbook", 1, /save the sheet as CSV/, [file("book.xlsx", "PK\u0003\u0004…")]],
    ["broken JSON", 1, /starts like JSON/, [file("broken.json", "[{")]],
    [
      "a page that cannot be written",
      1,
      /Cannot write/,
      ["examples/data/zendesk-ratings.json", "--html", join(folder, "no", "page.html")],
    ],
    [
      "a page in place of the survey",
      2,
      /is the survey itself/,
      ["examples/data/zendesk-ratings.json", "--html", "examples/data/zendesk-ratings.json"],
    ],
    ["an unknown option", 2, /Unknown option '--nope'/, ["--nope"]],
    ["options without a file", 2, /need a FILE/, ["--time-zone", "UTC"]],
    ["a column that is not there", 2, /Cannot find a column/, [qualtrics, "--question", "nps:Q9:0-10"]],
    ["a missing direction", 2, /Cannot guess what a high answer/, [qualtrics, "--question", "ces:Q3:1-7"]],
    ["a question without a scale", 2, /METRIC:COLUMN:SCALE/, [qualtrics, "--question", "nps:Q1"]],
    ["an unknown zone", 2, /IANA name/, [qualtrics, "--question", "nps:Q1:0-10", "--time-zone", "Mars/Olympus"]],
  ])("%s is one line", (_, code, message, args) => {
    const outcome = demo(...args);
    expect(outcome.code).toBe(code);
    expect(outcome.output).toBe("");
    expect(outcome.errors).toMatch(message);
    expect(outcome.errors.trimEnd().split("\n")).toHaveLength(1);
  });

  it("helps", () => {
    const { code, output } = demo("--help");
    expect(code).toBe(0);
    expect(output).toContain("npm run demo -- FILE… [options]");
    expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("the page", () => {
  const page = join(folder, "page.html");
  const nasty = file(
    "nasty.csv",
    'plan,score\n<script>alert(1)</script>,9\n"""><img src=x onerror=alert(1)>",3\nfree,<b>8</b>\n',
  );
  const { code } = demo(nasty, "--question", "nps:score:0-10", "--segment", "plan", "--html", page);
  const markup = readFileSync(page, "utf8");

  it("takes nothing from a file for markup", () => {
    expect(code).toBe(0);
    expect(markup).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(markup).toContain("&lt;b&gt;8&lt;/b&gt;");
    expect(markup).not.toMatch(/<script|<img|<b>/i);
  });

  it("loads nothing", () => {
    expect(markup).not.toMatch(/https?:|url\(|@import|<link|src="/i);
    expect(markup).toContain("default-src 'none'");
  });

  it("speaks: a table behind every chart, a title, definitions", () => {
    expect(markup).toMatch(/<html lang="en">/);
    expect(markup.match(/<caption/g)!.length).toBe(markup.match(/<table/g)!.length);
    expect(markup).toMatch(/<li id="definition-1-1">NPS\. Share of promoters/);
  });
});

if (!existsSync(real)) console.warn(`skipped: the demo on real surveys, as there is no ${real}`);
describe.skipIf(!existsSync(real))("the demo on real surveys", () => {
  it("mobile phone providers", () => {
    const mobi = `${real}/mobi-ecsi-mobile-phone.csv`;
    const found = lines(demo(mobi, "--metric", "nps", "--column", "CUSL3", "--scale", "1-10").output);
    expect(found.find((line) => line.startsWith("NPS 14.0 points"))).toContain("n 250");
    expect(found).toContain("promoters 95 (38.0%) · passives 95 (38.0%) · detractors 60 (24.0%)");
    const several = lines(demo(mobi, "--question", "nps:CUSA1:1-10", "--question", "csat:CUSA1:1-10:2").output);
    expect(several.some((line) => line.startsWith("NPS 17.2 points"))).toBe(true);
    expect(several.some((line) => line.startsWith("CSAT 26.8% "))).toBe(true);
    const top3 = lines(demo(mobi, "--metric", "csat", "--column", "CUSA1", "--scale", "1-10", "--top", "3").output);
    expect(top3.some((line) => line.startsWith("CSAT 70.4% "))).toBe(true);
  });

  it("bank customers by gender, four of whom answered off the scale", () => {
    const found = lines(
      demo(`${real}/bank-satisfaction-spain.csv`, "--question", "csat:sat1:1-10:3", "--segment", "gender").output,
    );
    expect(found).toContain("CSAT sat1 1–10 250 246 0 4 0 0");
    expect(found.some((line) => /^female 146 /.test(line))).toBe(true);
  });

  it("householders in a frequency table", () => {
    const { output } = demo(
      `${real}/copenhagen-housing-satisfaction.csv`,
      "--question",
      "csat:Sat:1-3",
      "--labels",
      "Low=1,Medium=2,High=3",
      "--count",
      "Freq",
    );
    expect(lines(output).find((line) => line.startsWith("CSAT 39.7%"))).toContain("n 1,681");
  });
});
