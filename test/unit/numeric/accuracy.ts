import { readFileSync } from "node:fs";
import { digamma, trigamma } from "../../../src/numeric/digamma.ts";
import { erf, erfc, erfcx } from "../../../src/numeric/erf.ts";
import { scaledExponentialIntegral } from "../../../src/numeric/exponential-integral.ts";
import { logBeta, logGamma, logGamma1p, logGammaRatio } from "../../../src/numeric/gamma.ts";
import { hyp2f1 } from "../../../src/numeric/hypergeometric.ts";
import { betaI, betaIUpper, betaOddsOfTails } from "../../../src/numeric/incomplete-beta.ts";
import { gammaP, gammaPInverse, gammaQ, gammaQInverse } from "../../../src/numeric/incomplete-gamma.ts";
import { logNormalSurvival, normalSurvival } from "../../../src/numeric/normal.ts";
import { normalQuantile } from "../../../src/numeric/normal-quantile.ts";
import { studentTSurvival } from "../../../src/numeric/student-t.ts";

type NumericFunction = (...values: number[]) => number | readonly number[];

/** A function of `references.json`, how far it may be off, and where it may be off by more. */
interface Subject {
  /** Its number of parameters tells arguments from values in a row. */
  readonly f: NumericFunction;
  /** Relative error allowed. */
  readonly bound: number;
  /** A region with a looser bound: it is a row of docs/numerics/known-differences.md. */
  readonly except?: {
    readonly region: string;
    readonly holds: (point: readonly number[], wanted: number) => boolean;
    readonly bound: number;
  };
}

const farTail = {
  region: "probability below 1e-30",
  holds: (_point: readonly number[], wanted: number): boolean => Math.abs(wanted) < 1e-30,
  bound: 3e-13,
};
const tinyQuantile = { ...farTail, region: "quantile below 1e-30", bound: 1e-13 };

export const subjects: { readonly [name: string]: Subject } = {
  logGamma: { f: logGamma, bound: 1e-15 },
  logGamma1p: { f: logGamma1p, bound: 1e-15 },
  digamma: { f: digamma, bound: 1e-15 },
  trigamma: { f: trigamma, bound: 1e-15 },
  logBeta: { f: logBeta, bound: 5e-14 },
  logGammaRatio: { f: logGammaRatio, bound: 5e-14 },
  erf: { f: erf, bound: 1e-15 },
  erfc: { f: erfc, bound: 1e-15 },
  erfcx: { f: erfcx, bound: 1e-15 },
  normalSurvival: { f: normalSurvival, bound: 1e-15 },
  logNormalSurvival: { f: logNormalSurvival, bound: 1e-15 },
  normalQuantile: { f: normalQuantile, bound: 1e-15 },
  gammaTails: { f: (a, x) => [gammaP(a!, x!), gammaQ(a!, x!)], bound: 3e-14, except: farTail },
  gammaPInverse: { f: gammaPInverse, bound: 1e-14, except: tinyQuantile },
  gammaQInverse: { f: gammaQInverse, bound: 1e-15 },
  betaTails: { f: (x, a, b) => [betaI(x!, a!, b!), betaIUpper(x!, a!, b!)], bound: 3e-14, except: farTail },
  betaOdds: { f: (p, a, b) => betaOddsOfTails(p!, 1 - p!, a!, b!), bound: 1e-14, except: tinyQuantile },
  studentTSurvival: { f: studentTSurvival, bound: 3e-14, except: farTail },
  hyp2f1: {
    f: hyp2f1,
    bound: 5e-14,
    except: {
      region: "a and b above c, one above 50",
      holds: ([a, b, c]) => Math.min(a!, b!) >= c! && Math.max(a!, b!) > 50,
      bound: 1e-12,
    },
  },
  scaledExponentialIntegral: { f: scaledExponentialIntegral, bound: 1e-14 },
};

/** The worst of the reference points of a function in a region. */
export interface Measurement {
  readonly name: string;
  readonly region: string;
  readonly bound: number;
  readonly points: number;
  readonly worst: number;
  readonly at: readonly number[];
}

/** Compares every value of `references.json`. */
export function measurements(): Measurement[] {
  const tables = JSON.parse(readFileSync(new URL("references.json", import.meta.url), "utf8"));
  return Object.entries(tables as { [name: string]: number[][] }).flatMap(([name, rows]) => {
    const { f, bound, except } = subjects[name]!;
    const errors = rows.flatMap((row) => {
      const point = row.slice(0, f.length);
      const got = [f(...point)].flat();
      return row.slice(f.length).map((wanted, i) => ({ point, wanted, error: relativeError(got[i]!, wanted) }));
    });
    const inside = errors.filter(({ point, wanted }) => except?.holds(point, wanted));
    const outside = errors.filter((error) => !inside.includes(error));
    return [
      { name, region: except ? "elsewhere" : "everywhere", bound, ...worstOf(outside) },
      ...(except ? [{ name, region: except.region, bound: except.bound, ...worstOf(inside) }] : []),
    ];
  });
}

/** |got - wanted| / |wanted|; |got| where 0 is wanted, and Infinity for NaN. */
export function relativeError(got: number, wanted: number): number {
  const error = wanted === 0 ? Math.abs(got) : Math.abs((got - wanted) / wanted);
  return Number.isNaN(error) ? Infinity : error;
}

function worstOf(errors: readonly { point: readonly number[]; error: number }[]): {
  points: number;
  worst: number;
  at: readonly number[];
} {
  const worst = errors.reduce((left, right) => (right.error > left.error ? right : left), { point: [], error: 0 });
  return { points: errors.length, worst: worst.error, at: worst.point };
}
