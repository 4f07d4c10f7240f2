import { churnRate, type ChurnRateOptions } from "../../../src/churn/churn-rate.ts";
import { convertRate } from "../../../src/churn/churn-rate-conversion.ts";
import { clopperPearson } from "../../../src/stats/share-methods.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly binomial?: readonly { readonly churned: number; readonly customers: number; readonly confidence: number }[];
  readonly exposure?: readonly { readonly churned: number; readonly exposure: number; readonly confidence: number }[];
  readonly conversion?: readonly { readonly rate: number; readonly fromPeriods: number; readonly toPeriods: number }[];
}

/** Shares with two intervals, rates per exposure, and rates of one length as rates of another. */
export const churnRateIntervals: Adapter = ({ inputs }) => {
  const { binomial = [], exposure = [], conversion = [] } = inputs as Inputs;
  return {
    binomial: binomial.map((row) => {
      const by = (options: Partial<ChurnRateOptions> = {}) =>
        churnRate(
          { churned: row.churned, opening: row.customers },
          { denominator: "opening", level: row.confidence, ...options },
        );
      return { ...row, rate: by().value, wilson: ends(by()), clopperPearson: ends(by({ interval: clopperPearson })) };
    }),
    exposure: exposure.map((row) => {
      const result = churnRate(
        { churned: row.churned, customerPeriods: row.exposure },
        { denominator: "exposureRate", level: row.confidence },
      );
      return {
        ...row,
        ratePerPeriod: result.value,
        exactPoisson: ends(result),
        probabilityPerPeriod: result.probability,
      };
    }),
    conversion: conversion.map((row) => ({
      ...row,
      value: convertRate(row.rate, { from: row.fromPeriods, to: row.toPeriods }),
    })),
  };
};

function ends({ interval }: ReturnType<typeof churnRate>): number[] | null {
  return interval && [interval.lower, interval.upper];
}
