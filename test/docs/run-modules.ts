import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { complaints } from "./checks.ts";

/** Runs the modules that are named as arguments, one after the other, and writes what each found as JSON. */
const results: { [module: string]: unknown } = {};
for (const module of process.argv.slice(2)) {
  complaints.length = 0;
  try {
    await import(pathToFileURL(resolve(module)).href);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    const line = stack
      .split("\n")
      .find((each) => each.includes(module))
      ?.match(/:(\d+):\d+\)?$/)?.[1];
    complaints.push({ line: Number(line ?? 1), text: String(error) });
  }
  results[module] = [...complaints];
}
process.stdout.write(JSON.stringify(results));
