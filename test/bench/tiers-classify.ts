import {
  type ClassifiedTierColumns,
  classifyTierColumns,
  classifyTiers,
  type CustomerSignals,
  fitTierModel,
  type TierClassifications,
  type TierModel,
  threeTiers,
} from "customer-metrics/tiers";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

/** Tiers of many customers, beside the three sentences as ifs over complete data, which say nothing of missing values or reasons. */
export const tiersClassify: readonly Comparison[] = [
  {
    name: "1e6 customers to tiers, columns",
    baseline: "ifs over complete columns",
    limit: 20,
    prepare: () => {
      const columns = customers(1_000_000, 0);
      const model = fitTierModel(columns.profit, threeTiers());
      return {
        ours: () => classifyTierColumns(columns, model),
        baseline: () => plainTiers(columns, model.highProfit!),
        agree: (ours, plain) =>
          (ours as ClassifiedTierColumns).tier.every((tier, i) => tier === (plain as Uint8Array)[i]),
      };
    },
  },
  {
    name: "1e6 customers, a fifth unknown",
    baseline: "ifs over the same columns",
    limit: 30,
    prepare: () => {
      const columns = customers(1_000_000, 0.2);
      const model = fitTierModel(columns.profit, threeTiers());
      return {
        ours: () => classifyTierColumns(columns, model),
        baseline: () => plainTiers(columns, model.highProfit!),
        agree: (ours) => (ours as ClassifiedTierColumns).counts.undecided > 0,
      };
    },
  },
  {
    name: "1e6 profits to a tier model",
    baseline: "Float64Array sort",
    limit: 3,
    prepare: () => {
      const { profit } = customers(1_000_000, 0);
      return {
        ours: () => fitTierModel(profit, threeTiers()),
        baseline: () => Float64Array.from(profit).sort(),
        agree: (ours, sorted) => (ours as TierModel).highProfit === (sorted as Float64Array)[800_000],
      };
    },
  },
  {
    name: "1e4 customers, explained",
    baseline: "ifs over complete columns",
    prepare: () => {
      const columns = customers(10_000, 0);
      const model = fitTierModel(columns.profit, threeTiers());
      const rows = rowsOf(columns);
      return {
        ours: () => classifyTiers(rows, model),
        baseline: () => plainTiers(columns, model.highProfit!),
        agree: (ours, plain) =>
          (ours as TierClassifications).customers.every(({ tier }, i) => tier === (plain as Uint8Array)[i]),
      };
    },
  },
];

type Columns = { readonly [Field in keyof ReturnType<typeof emptyColumns>]: Float64Array };

function emptyColumns(count: number) {
  const column = (): Float64Array => new Float64Array(count);
  return {
    profit: column(),
    ourAffinity: column(),
    theirAffinity: column(),
    leaveRisk: column(),
    problems: column(),
    fitProduct: column(),
    fitService: column(),
    fitCulture: column(),
  };
}

/** Customers like many: more small ones than large ones, some losses; a share of the cells is not known. */
function customers(count: number, unknown: number): Columns {
  const next = generator(11);
  const unit = (): number => next() / 2 ** 24;
  const columns = emptyColumns(count);
  const put = (column: Float64Array, i: number, value: number): void => {
    column[i] = unknown > 0 && unit() < unknown ? Number.NaN : value;
  };
  for (let i = 0; i < count; i++) {
    put(columns.profit, i, Math.round(100 * (1000 * unit() ** 3 - 60)) / 100);
    put(columns.ourAffinity, i, Math.round(20 * Math.sqrt(unit())) / 2);
    put(columns.theirAffinity, i, Math.round(10 * Math.sqrt(unit())));
    put(columns.leaveRisk, i, Math.round(100 * unit() ** 2) / 100);
    put(columns.problems, i, Math.floor(4 * unit() ** 3));
    put(columns.fitProduct, i, unit() < 0.03 ? 0 : 1);
    put(columns.fitService, i, unit() < 0.03 ? 0 : 1);
    put(columns.fitCulture, i, unit() < 0.03 ? 0 : 1);
  }
  return columns;
}

function plainTiers(columns: Columns, high: number): Uint8Array {
  const { profit, ourAffinity, theirAffinity, leaveRisk, problems, fitProduct, fitService, fitCulture } = columns;
  const tiers = new Uint8Array(profit.length);
  for (let i = 0; i < tiers.length; i++) {
    const isMisfit = fitProduct[i] === 0 || fitService[i] === 0 || fitCulture[i] === 0;
    const isTop = profit[i]! >= high && ourAffinity[i]! >= 8 && theirAffinity[i]! >= 9 && leaveRisk[i]! <= 0.1;
    if (isMisfit) tiers[i] = 3;
    else if (isTop) tiers[i] = 1;
    else tiers[i] = profit[i]! > 0 && problems[i] === 0 ? 2 : 3;
  }
  return tiers;
}

function rowsOf(columns: Columns): CustomerSignals[] {
  return Array.from(columns.profit, (profit, i) => ({
    customerId: `customer ${i}`,
    profit,
    ourAffinity: columns.ourAffinity[i]!,
    theirAffinity: columns.theirAffinity[i]!,
    leaveRisk: columns.leaveRisk[i]!,
    problems: columns.problems[i]!,
    fitProduct: columns.fitProduct[i] === 1,
    fitService: columns.fitService[i] === 1,
    fitCulture: columns.fitCulture[i] === 1,
  }));
}
