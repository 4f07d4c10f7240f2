/** A number of which only some digits are shown. */
class About {
  readonly shown: string;
  readonly isCut: boolean;

  constructor(shown: string, isCut: boolean) {
    this.shown = shown;
    this.isCut = isCut;
  }

  /** `≈ 1.23` is within half a unit of the last digit, `1.23…` begins with these digits. */
  holds(got: unknown): boolean {
    if (typeof got !== "number") return false;
    const [mantissa, exponent = "0"] = this.shown.toLowerCase().split("e") as [string, string?];
    const decimals = mantissa.split(".")[1]?.length ?? 0;
    const unit = 10 ** (Number(exponent) - decimals);
    const difference = got - Number(this.shown);
    if (!this.isCut) return Math.abs(difference) <= unit * (0.5 + 1e-9);
    const outward = this.shown.startsWith("-") ? -difference : difference;
    return outward >= -unit * 1e-9 && outward < unit;
  }
}

const rest: unique symbol = Symbol("rest");

/**
 * Where `got` is not what a literal of the documentation says, or `null`.
 *
 * Objects may have more than the literal shows; lists not, unless it ends in `…`. Numbers are exact,
 * unless the literal says `≈ 1.23` or `1.23…`.
 */
export function mismatch(got: unknown, literal: string): string | null {
  return firstDifference(got, read(literal), "");
}

/** Whether a literal can be read. */
export function isReadable(literal: string): boolean {
  try {
    read(literal);
    return literal.trim() !== "";
  } catch {
    return false;
  }
}

function read(literal: string): unknown {
  const number = String.raw`-?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?`;
  const text = literal
    .replace(new RegExp(`≈\\s*(${number})`, "g"), '$$about("$1", false)')
    .replace(new RegExp(`(${number})…`, "g"), '$$about("$1", true)')
    .replace(/,?\s*…\s*\}/g, " }")
    .replace(/…\s*\]/g, "$$rest]");
  const evaluate = new Function("$about", "$rest", `"use strict"; return (${text}\n);`) as (
    about: unknown,
    rest: unknown,
  ) => unknown;
  return evaluate((shown: string, isCut: boolean) => new About(shown.replaceAll("_", ""), isCut), rest);
}

function firstDifference(got: unknown, want: unknown, path: string): string | null {
  if (want instanceof About) return want.holds(got) ? null : `${at(path)}got ${show(got)}, not about ${want.shown}`;
  if (Array.isArray(want)) return listDifference(got, want, path);
  if (typeof want === "object" && want !== null) {
    if (typeof got !== "object" || got === null || Array.isArray(got))
      return `${at(path)}got ${show(got)}, not an object`;
    for (const [key, value] of Object.entries(want)) {
      const difference = firstDifference(
        (got as { readonly [key: string]: unknown })[key],
        value,
        path === "" ? key : `${path}.${key}`,
      );
      if (difference !== null) return difference;
    }
    return null;
  }
  return Object.is(got, want) ? null : `${at(path)}got ${show(got)}, not ${show(want)}`;
}

function listDifference(got: unknown, want: readonly unknown[], path: string): string | null {
  if (!Array.isArray(got)) return `${at(path)}got ${show(got)}, not a list`;
  const isOpen = want.at(-1) === rest;
  const items = isOpen ? want.slice(0, -1) : want;
  if (isOpen ? got.length < items.length : got.length !== items.length)
    return `${at(path)}got ${got.length} items, not ${items.length}: ${show(got)}`;
  for (const [index, item] of items.entries()) {
    const difference = firstDifference(got[index], item, `${path}[${index}]`);
    if (difference !== null) return difference;
  }
  return null;
}

function at(path: string): string {
  return path === "" ? "" : `${path}: `;
}

function show(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return (typeof value === "object" || typeof value === "string" ? JSON.stringify(value) : undefined) ?? String(value);
}
