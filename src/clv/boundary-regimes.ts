import { atOnceOrNeverLikelihood, placeAtOnceOrNever, shareAtOnce } from "./boundary-at-once.ts";
import type { BoundaryMeaning } from "./purchase-fit.ts";
import type { Smooth } from "../numeric/maximise.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseModelName, PurchaseProcess } from "./purchase-process.ts";

/**
 * What may become of two parameters that make one distribution over customers: both have an estimate (`free`), or the
 * distribution shrinks to a simpler one at a limit. There, their logarithms are `offset` and what is left to be estimated
 * along `directions`.
 */
export interface Regime {
  /** `null` for the free regime. */
  readonly meaning: BoundaryMeaning | null;
  readonly offset: readonly [number, number];
  readonly directions: readonly (readonly [number, number])[];
  /** Where the two parameters go. */
  readonly drifting: readonly ["zero" | "infinity" | null, "zero" | "infinity" | null];
  /** What is left: both, the first over the second, the share of the first in both, a share by its logit, or nothing. */
  readonly identified: "both" | "ratio" | "share" | "logit" | "nothing";
  /** From logarithms of the two to what is left to be estimated. */
  readonly project: (first: number, second: number) => readonly number[];
  /** A limit too far for the model's own likelihood: another one, in which the first of the two is a logit, and where to put it. */
  readonly beyond?: {
    readonly likelihood: (process: PurchaseProcess, groups: GroupedHistories) => Smooth;
    readonly place: (logit: number) => readonly [number, number];
  };
}

/**
 * Regimes of the pair for purchases and of the pair for dropout; the free one first.
 *
 * @param far - the logarithm of a number that is as good as infinite, for parameters of which both grow
 * @param near - the logarithm of a number that is as good as 0
 */
export function regimesOf(
  model: PurchaseModelName,
  far: number,
  near: number,
): readonly [readonly Regime[], readonly Regime[]] {
  const oneRate = gammaAtOnePoint(far);
  if (model === "pareto-nbd") {
    return [
      [free, { ...oneRate, meaning: "one-purchase-rate" }],
      [free, { ...oneRate, meaning: "one-dropout-rate" }, gammaAtZero(near), gammaAtBothEnds(15 * near)],
    ];
  }
  const onePoint = betaAtOnePoint(far);
  const bothEnds = betaAtBothEnds(near);
  const dropout: readonly Regime[] = [
    free,
    { ...onePoint, meaning: "one-dropout-rate" },
    { ...bothEnds, meaning: "drop-out-at-once-or-never" },
    { ...betaAtZero(near), meaning: "no-dropout" },
  ];
  if (model === "bg-bb") {
    const purchase: readonly Regime[] = [
      free,
      { ...onePoint, meaning: "one-purchase-rate" },
      { ...bothEnds, meaning: "buy-always-or-never" },
      { ...betaAtOne(near), meaning: "buy-always" },
    ];
    return [purchase, dropout];
  }
  return [
    [free, { ...oneRate, meaning: "one-purchase-rate" }],
    [...dropout, { ...betaAtOne(near), meaning: "all-drop-out" }],
  ];
}

type Limit = Omit<Regime, "meaning">;

const free: Regime = {
  meaning: null,
  offset: [0, 0],
  directions: [
    [1, 0],
    [0, 1],
  ],
  drifting: [null, null],
  identified: "both",
  project: (first, second) => [first, second],
};

/** Shape and rate grow: all customers have one rate. */
function gammaAtOnePoint(far: number): Limit {
  return {
    offset: [far, far],
    directions: [[0, 1]],
    drifting: ["infinity", "infinity"],
    identified: "ratio",
    project: (shape, rate) => [rate - shape],
  };
}

/** The shape vanishes: all customers have rate 0. */
function gammaAtZero(near: number): Regime {
  return {
    meaning: "no-dropout",
    offset: [near, 0],
    directions: [],
    drifting: ["zero", null],
    identified: "nothing",
    project: () => [],
  };
}

/** Both vanish: a share of customers has an infinite rate, the others 0. */
function gammaAtBothEnds(near: number): Regime {
  return {
    meaning: "drop-out-at-once-or-never",
    offset: [0, 0],
    directions: [[1, 0]],
    drifting: ["zero", "zero"],
    identified: "logit",
    project: (shape, rate) => [shareAtOnce(shape, rate)],
    beyond: { likelihood: atOnceOrNeverLikelihood, place: (logit) => placeAtOnceOrNever(logit, near) },
  };
}

/** Both grow: all customers have one chance. */
function betaAtOnePoint(far: number): Limit {
  return {
    offset: [far, far],
    directions: [[1, 0]],
    drifting: ["infinity", "infinity"],
    identified: "share",
    project: (first, second) => [first - second],
  };
}

/** Both vanish: a share of customers has chance 1, the others 0. */
function betaAtBothEnds(near: number): Limit {
  return { ...betaAtOnePoint(near), drifting: ["zero", "zero"] };
}

/** The first vanishes: all customers have chance 0. */
function betaAtZero(near: number): Limit {
  return { offset: [near, 0], directions: [], drifting: ["zero", null], identified: "nothing", project: () => [] };
}

/** The second vanishes: all customers have chance 1. */
function betaAtOne(near: number): Limit {
  return { offset: [0, near], directions: [], drifting: [null, "zero"], identified: "nothing", project: () => [] };
}
