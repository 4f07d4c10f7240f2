import { describe, expect, test } from "vitest";
import { fencesOf } from "../../docs/fences.ts";
import { toModule } from "../../docs/to-module.ts";

const fence = "```";
const body = (code: string): string =>
  toModule(code)
    .replace(/^import .*?; /, "")
    .replace(/\nexport \{\};\n$/, "");

describe("fences", () => {
  test("of a page, with the line that they begin on", () => {
    const text = `# Title\n${fence}ts\na;\n\nb;\n${fence}\n${fence}sh\nls\n${fence}\n- item\n  ${fence}ts\n  c;\n  ${fence}\n`;
    expect(fencesOf("a.md", text)).toEqual([
      { path: "a.md", line: 3, code: "a;\n\nb;", notRun: null },
      { path: "a.md", line: 12, code: "c;", notRun: null },
    ]);
  });

  test("of the doc comments of a module, and of nothing else in it", () => {
    const text = `/**\n * Meaning.\n * ${fence}ts\n * a; // => 1\n *\n * b;\n * ${fence}\n */\nconst c = \`\n${fence}ts\nd;\n${fence}\n\`;\n`;
    expect(fencesOf("src/a.ts", text)).toEqual([{ path: "src/a.ts", line: 4, code: "a; // => 1\n\nb;", notRun: null }]);
  });

  test("that are not run say why", () => {
    expect(fencesOf("a.md", `${fence}ts no-run: needs a database\na;\n${fence}`)[0]!.notRun).toBe("needs a database");
    expect(() => fencesOf("a.md", `${fence}ts no-run\na;\n${fence}`)).toThrow("a.md:1: say why");
    expect(() => fencesOf("a.md", `${fence}ts norun\na;\n${fence}`)).toThrow("a.md:1: a fence is marked");
  });
});

describe("an example becomes a module", () => {
  test("with a check for each claim, on the same line", () => {
    expect(body("const a = 1;\n\na; // => 1\nb(); // throws CODE\n")).toBe(
      'const a = 1;\n\nawait $example.gives(async () => (a), "1", 3); // => 1\nawait $example.throws(async () => (b()), "CODE", 4); // throws CODE\n',
    );
  });

  test("with claims over several lines, or on the next", () => {
    expect(body("a;\n// => {\n//   b: 1,\n// }\n// a word\nc;")).toContain(
      'gives(async () => (a), "{\\n   b: 1,\\n }", 1)',
    );
    expect(body("a\n  .b(1);\n// => 2")).toContain('gives(async () => (a\n  .b(1)), "2", 1)');
  });

  test("with what a log would show", () => {
    expect(body("console.log(a); // => 1")).toContain("gives(async () => (a),");
  });

  test("and says what cannot be checked", () => {
    expect(() => toModule("const a = 1; // => 1")).toThrow('"// =>" must follow an expression: const a = 1;');
    expect(() => toModule("a; // => about one")).toThrow("is not a JavaScript literal");
    expect(() => toModule("a; // =>")).toThrow("is not a JavaScript literal");
  });
});
