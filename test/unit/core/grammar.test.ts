import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = new URL("../../../src/", import.meta.url);
/** Every message given to `fail`, with the file that it stands in; of a template within a template, the beginning. */
const messages = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => {
    const text = readFileSync(new URL(file, source), "utf8");
    return [
      ...text.matchAll(
        /\bfail\(\s*("[A-Z_]+"|\w+),\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g,
      ),
    ].map(([, code, double, single, template]) => [file, code!, double ?? single ?? template!] as const);
  });

test("the messages are found", () => {
  expect(messages.length).toBeGreaterThan(60);
});

test.each(messages)("%s, %s: %s", (_, code, message) => {
  expect(message).toMatch(/^Cannot [a-z]+ .* as [a-z$]/);
  if (!message.includes("${")) expect(message).toMatch(/[^.:\s]$/);
  expect(message).not.toContain("received");
  if (code.startsWith('"')) expect(code).toMatch(/^"[A-Z]+(_[A-Z]+)+"$/);
});
