import { basename, dirname } from "node:path";
import type { Adapter } from "./adapter.ts";
import { checkCase } from "./check-case.ts";
import type { Difference } from "./compare.ts";
import { type Erratum, mended } from "./errata.ts";
import { notYet } from "./not-yet.ts";
import type { OracleFile } from "./oracle-files.ts";

/** The adapter of each topic. */
export type Adapters = { readonly [topic: string]: Adapter };

/** What came of one case. It counts once: failed before unsupported before passed. */
export interface CaseReport {
  readonly id: string;
  readonly status: "passed" | "failed" | "unsupported";
  readonly differences: readonly Difference[];
  /** Known fields without an answer; `[]` with `"unsupported"` when the whole topic has no adapter. */
  readonly missing: readonly string[];
  /** What the file has wrong: the case was held to the right value. */
  readonly errata: readonly Erratum[];
  /** Missing although `not-yet.ts` does not say so. */
  readonly unexcused: boolean;
}

/** What came of one file. */
export interface FileReport {
  readonly path: string;
  readonly topic: string;
  readonly hasAdapter: boolean;
  readonly cases: readonly CaseReport[];
}

/** Runs every case of a file through the adapter of its topic. */
export function checkFile(file: OracleFile, adapters: Adapters, excuses = excused()): FileReport {
  const names = topicNames(file);
  const name = names.find((candidate) => Object.hasOwn(adapters, candidate));
  const isExcused = (suffix: string): boolean => names.some((candidate) => excuses.has(candidate + suffix));

  const cases = file.cases.map((stated): CaseReport => {
    const { id } = stated;
    const { oracleCase, applied } = mended(names, stated);
    if (name === undefined) {
      return { id, status: "unsupported", differences: [], missing: [], errata: [], unexcused: !isExcused("") };
    }
    const { differences, missing, compared } = checkCase(adapters[name]!, oracleCase, oracleCase.tolerance);
    const nothing = compared === 0 && missing.length === 0;
    const status = differences.length > 0 ? "failed" : missing.length > 0 || nothing ? "unsupported" : "passed";
    const unexcused = nothing || missing.some((field) => !fieldAndParents(field).some((part) => isExcused(`#${part}`)));
    return { id, status, differences, missing, errata: applied, unexcused };
  });
  const topic = name ?? names.find((candidate) => excuses.has(candidate)) ?? file.topic;
  return { path: file.path, topic, hasAdapter: name !== undefined, cases };
}

/** Whether `not-yet.ts` says that nothing of the file's topic is built. */
export function isNotYet(file: OracleFile, excuses = excused()): boolean {
  return topicNames(file).some((name) => excuses.has(name));
}

/** Every name of `not-yet.ts`. */
export function excused(): ReadonlySet<string> {
  return new Set(notYet.flatMap(({ names }) => names));
}

function fieldAndParents(field: string): string[] {
  const parts = field.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

/** Two folders may use one word for two things, so that the folder's name may stand before the topic. */
function topicNames(file: OracleFile): string[] {
  return [`${basename(dirname(file.path))}/${file.topic}`, file.topic];
}
