import type { CaseReport, FileReport } from "./check-file.ts";

const differencesShown = 20;

/** The whole report: each failing case, what has no adapter, what is missing, and the closing line. */
export function reportOf(files: readonly FileReport[]): string {
  const cases = files.flatMap((file) => file.cases);
  const count = (status: CaseReport["status"]): number => cases.filter((each) => each.status === status).length;
  return [
    ...files.flatMap(failuresOf),
    ...withoutAdapter(files),
    ...missingFields(files),
    ...errataOf(files),
    `oracle: ${count("passed")} passed, ${count("failed")} failed, ${count("unsupported")} unsupported`,
  ].join("\n");
}

/** Whether the run is as it should be: nothing wrong, and nothing missing but what is known to be. */
export function isGreen(files: readonly FileReport[]): boolean {
  return files.every((file) => file.cases.every((each) => each.status !== "failed" && !each.unexcused));
}

/** One line a case that failed and one a field of it, at most twenty. */
export function failuresOf({ path, topic, cases }: FileReport): string[] {
  return cases
    .filter((each) => each.status === "failed")
    .flatMap(({ id, differences }) => {
      const shown = differences.slice(0, differencesShown);
      const more = differences.length - shown.length;
      return [
        `FAILED ${topic} / ${id} (${path})`,
        ...shown.map(({ path, got, want }) => `  ${path || "(answer)"}: got ${show(got)}, want ${show(want)}`),
        ...(more > 0 ? [`  ... and ${more} more`] : []),
      ];
    });
}

function withoutAdapter(files: readonly FileReport[]): string[] {
  const topics = tally(
    files.filter((file) => !file.hasAdapter).flatMap(({ topic, cases }) => cases.map((each) => topic + mark(each))),
  );
  if (topics.length === 0) return [];
  return ["No adapter (cases):", ...topics.map(([topic, n]) => `  ${topic} (${n})`)];
}

function missingFields(files: readonly FileReport[]): string[] {
  const answered = files.filter((file) => file.hasAdapter);
  const lines = answered.flatMap(({ topic, cases }) =>
    cases.flatMap((each) => {
      if (each.status === "unsupported" && each.missing.length === 0)
        return [`${topic}: nothing to compare in ${each.id}${mark(each)}`];
      return each.missing.map((field) => `${topic}: ${field || "the whole answer"}${mark(each)}`);
    }),
  );
  if (lines.length === 0) return [];
  return ["Known, but not answered (cases):", ...tally(lines).map(([line, n]) => `  ${line} (${n})`)];
}

/** What the files have wrong, each named in every run so that it is not forgotten. */
function errataOf(files: readonly FileReport[]): string[] {
  const lines = files.flatMap(({ topic, cases }) =>
    cases.flatMap(({ id, errata }) =>
      errata.map(({ field, stated, right }) => `  ${topic} / ${id}: ${field} is ${right}, not ${stated}`),
    ),
  );
  return lines.length === 0 ? [] : ["Wrong in the files (see errata.ts):", ...lines];
}

/** Tells what turns the run red from what `not-yet.ts` lists. */
function mark(each: CaseReport): string {
  return each.unexcused ? " !" : "";
}

function tally(lines: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts];
}

function show(value: unknown): string {
  if (typeof value === "number" || typeof value === "undefined") return String(value);
  const text = typeof value === "string" && value.includes("\n") ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 500 ? `${text.slice(0, 500)}...` : text;
}
