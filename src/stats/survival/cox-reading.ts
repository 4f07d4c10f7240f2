import { fail } from "../../core/metric-error.ts";
import type { CoxColumns, CoxLeftOut, CoxReadingOptions, CoxRow } from "./cox-rows.ts";
import { faultOf, noneLeftOut as nothing, reasons } from "./survival-reading.ts";

/** What was read of a row, whatever it is. */
export interface CoxReading {
  readonly time: unknown;
  readonly event: unknown;
  readonly entry: unknown;
  readonly weight: unknown;
  readonly count: unknown;
  readonly stratum: unknown;
  readonly cluster: unknown;
  readonly values: readonly unknown[];
}

/** A row that can be used. */
export interface UsableReading {
  readonly time: number;
  readonly event: number | boolean;
  /** 0 for none. */
  readonly entry: number;
  readonly weight: number;
  readonly count: number;
  readonly stratum: string | number | undefined;
  readonly cluster: string | number | undefined;
  readonly values: readonly (number | boolean)[];
}

/** No rows left out. */
export function noneLeftOut(): CoxLeftOut {
  return { ...nothing(), invalidCovariate: 0, invalidLabel: 0, zeroWeight: 0 };
}

/** The names of the covariates that the options ask for; `null` when they leave it to the data. */
export function namesAskedFor<Row>({ covariates }: CoxReadingOptions<Row>): readonly string[] | null {
  const names =
    covariates === undefined
      ? null
      : Array.isArray(covariates)
        ? (covariates as readonly string[])
        : Object.keys(covariates);
  if (names !== null && (names.length === 0 || new Set(names).size < names.length)) {
    fail("COVARIATES_REQUIRED", "Cannot regress on covariates as there must be one, and none twice", names);
  }
  return names;
}

/** Reads a row as the options say. */
export function readRow<Row>(row: Row, names: readonly string[], options: CoxReadingOptions<Row>): CoxReading {
  const own = row as unknown as CoxRow;
  const { covariates } = options;
  const given = own.covariates as CoxRow["covariates"] | null | undefined;
  const values =
    covariates === undefined || Array.isArray(covariates)
      ? names.map((name) => ownValue(given, name))
      : names.map((name) => (covariates as { readonly [name: string]: (row: Row) => unknown })[name](row));
  return {
    time: options.time ? options.time(row) : own.time,
    event: options.event ? options.event(row) : own.event,
    entry: (options.entry ? options.entry(row) : own.entry) ?? 0,
    weight: orOne(options.weight ? options.weight(row) : own.weight),
    count: orOne(options.count ? options.count(row) : own.count),
    stratum: options.stratum ? options.stratum(row) : own.stratum,
    cluster: options.cluster ? options.cluster(row) : own.cluster,
    values,
  };
}

/** Reads the row at place `i` of columns; where a column of labels is given, each row must have one. */
export function readColumnsAt(columns: CoxColumns, names: readonly string[], i: number): CoxReading {
  const { time, event, entry, weight, count, stratum, cluster, covariates } = columns;
  const label = (labels: CoxColumns["stratum"]): unknown => {
    if (labels === undefined) return undefined;
    return ("codes" in labels ? labels.names[labels.codes[i]] : labels[i]) ?? null;
  };
  return {
    time: time[i],
    event: event[i],
    entry: entry?.[i] ?? 0,
    weight: orOne(weight?.[i]),
    count: orOne(count?.[i]),
    stratum: label(stratum),
    cluster: label(cluster),
    values: names.map((name) => covariates[name][i]),
  };
}

/** Why a row cannot be used, or `null`. */
export function coxFault({
  time,
  event,
  entry,
  weight,
  count,
  stratum,
  cluster,
  values,
}: CoxReading): keyof CoxLeftOut | null {
  const isKnown = event === 1 || event === 0 || event === true || event === false;
  const fault = faultOf(time, isKnown, entry, weight);
  if (fault >= 0) return reasons[fault];
  if (!(Number.isSafeInteger(count) && (count as number) >= 0)) return "invalidWeight";
  if (!values.every(isMeasure)) return "invalidCovariate";
  if (![stratum, cluster].every((label) => label === undefined || isLabel(label))) return "invalidLabel";
  return weight === 0 || count === 0 ? "zeroWeight" : null;
}

/** Counts a row as left out, as often as it stands for rows, or throws. */
export function leaveOut(
  leftOut: CoxLeftOut,
  fault: keyof CoxLeftOut,
  onInvalid: "count" | "throw" | undefined,
  reading: CoxReading,
): void {
  if (onInvalid === "throw") {
    const inWords = fault.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    fail("OBSERVATION_INVALID", `Cannot use observation as it has ${inWords}`, reading);
  }
  const { count } = reading;
  leftOut[fault] += Number.isSafeInteger(count) && (count as number) > 0 ? (count as number) : 1;
}

/** Whether a value can be the value of a covariate. */
export function isMeasure(value: unknown): value is number | boolean {
  return typeof value === "boolean" || (typeof value === "number" && value > -1e100 && value < 1e100);
}

/** Whether a value can name a stratum or a cluster. */
export function isLabel(value: unknown): value is string | number {
  return typeof value === "string" || (typeof value === "number" && value - value === 0);
}

function ownValue(covariates: CoxRow["covariates"] | null | undefined, name: string): unknown {
  return covariates && Object.hasOwn(covariates, name) ? covariates[name] : undefined;
}

function orOne(value: unknown): unknown {
  return value === undefined ? 1 : value;
}
