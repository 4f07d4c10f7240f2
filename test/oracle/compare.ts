import { isNear, ruleOf, type Tolerance, type ToleranceRules } from "./tolerance.ts";

/** A field whose answer is not the known one. */
export interface Difference {
  readonly path: string;
  readonly got: unknown;
  readonly want: unknown;
}

/** What came of comparing an answer with what is known. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Known fields that the answer does not have, without array positions: `groups.score`. */
  readonly missing: readonly string[];
  /** How many values were compared, right or wrong. */
  readonly compared: number;
}

/**
 * What a file says beside a value and not as one: `params_digits` has the digits of `params` beyond float64 as text,
 * `gradient_at_…` says how near its own search came, `other_programs` what those give, `actual_holdout_…` what happened later,
 * `convention` and `verification` how values were made.
 */
const remark = /_digits$|^gradient_|^actual_holdout_|^other_programs$|^convention$|^verification$/;

/**
 * Compares every known value with the answer's, through objects and arrays.
 *
 * `null` is answered by `null` alone, a list by one as long, text and flags by the same; fields that
 * the answer has beyond the known ones are its own business.
 */
export function compareWithKnown(got: unknown, want: unknown, rules: ToleranceRules): Comparison {
  const differences: Difference[] = [];
  const missing: string[] = [];
  let compared = 0;

  function visit(answer: unknown, known: unknown, path: string, field: string, tolerance: Tolerance): void {
    if (answer === undefined) {
      missing.push(field);
    } else if (Array.isArray(known)) {
      visitList(answer, known, path, field, tolerance);
    } else if (typeof known === "object" && known !== null) {
      visitRecord(answer, known as { readonly [key: string]: unknown }, path, field, tolerance);
    } else {
      compared += 1;
      const same =
        typeof known === "number" && typeof answer === "number" ? isNear(answer, known, tolerance) : answer === known;
      if (!same) differences.push({ path, got: answer, want: known });
    }
  }

  function visitList(
    answer: unknown,
    known: readonly unknown[],
    path: string,
    field: string,
    tolerance: Tolerance,
  ): void {
    if (!Array.isArray(answer) || answer.length !== known.length) {
      compared += 1;
      differences.push({ path, got: answer, want: known });
      return;
    }
    if (known.length === 0) compared += 1;
    for (const [index, item] of known.entries()) visit(answer[index], item, `${path}[${index}]`, field, tolerance);
  }

  function visitRecord(
    answer: unknown,
    known: { readonly [key: string]: unknown },
    path: string,
    field: string,
    tolerance: Tolerance,
  ): void {
    const names = Object.keys(known).filter((name) => !remark.test(name));
    const isRecord = typeof answer === "object" && answer !== null && !Array.isArray(answer);
    if (!isRecord || (names.length === 0 && path !== "" && Object.keys(answer).length > 0)) {
      compared += 1;
      differences.push({ path, got: answer, want: known });
      return;
    }
    if (names.length === 0 && path !== "") compared += 1;
    for (const name of names) {
      const value = Object.hasOwn(answer, name) ? (answer as { readonly [key: string]: unknown })[name] : undefined;
      visit(value, known[name], join(path, name), join(field, name), ruleOf(rules, name, tolerance));
    }
  }

  visit(got, want, "", "", rules.base);
  return { differences, missing: [...new Set(missing)], compared };
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
