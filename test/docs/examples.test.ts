import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readFences } from "./fences.ts";
import { runFences } from "./run-fences.ts";

if (!existsSync("dist/index.js")) throw new Error("The examples run on the built package: npm run build first");

const fences = readFences().filter((fence) => fence.notRun === null);
const complaints = runFences(fences);

test.each(fences.map((fence) => [`${fence.path}:${fence.line}`, fence] as const))("%s", (_, fence) => {
  expect(complaints.get(fence)).toEqual([]);
});
