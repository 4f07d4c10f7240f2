import {
  type PredictedPurchases,
  type CustomerLifetimeValues,
  customerLifetimeValues,
  predictPurchases,
} from "customer-metrics/clv";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const models = {
  "BG/NBD": { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } },
  "Pareto/NBD": {
    model: "pareto-nbd",
    timeUnit: "week",
    parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  },
} as const;
const customers = 1_000_000;

/** Predictions for a million customers, beside the power that each likelihood needs at the least. */
export const clvPredict: readonly Comparison[] = [
  ...Object.entries(models).map(
    ([name, model]): Comparison => ({
      name: `1e6 predictions, ${name}`,
      baseline: "one Math.pow a customer",
      limit: 5,
      prepare: () => {
        const columns = histories();
        return {
          ours: () => predictPurchases(model, columns, { ahead: 39 }),
          baseline: () => powers(columns, model.parameters.alpha),
          agree: (ours) => {
            const { probabilityAlive, expectedPurchases, n } = ours as PredictedPurchases;
            return (
              n === customers && probabilityAlive.every((each) => each >= 0 && each <= 1) && expectedPurchases[0]! >= 0
            );
          },
        };
      },
    }),
  ),
  {
    name: "1e6 lifetime values",
    baseline: "one Math.pow a customer, listed",
    prepare: () => {
      const columns = histories();
      const rows = Array.from(columns.T, (T, customerId) => ({
        customerId,
        frequency: columns.frequency[customerId]!,
        recency: columns.recency[customerId]!,
        T,
        monetaryValue: 20 + (customerId % 50),
      }));
      const options = {
        margin: 0.3,
        horizon: { months: 12 },
        discount: { rate: 0.1, per: "year" },
        interval: "none",
      } as const;
      return {
        ours: () => customerLifetimeValues(models["BG/NBD"], { p: 6.25, q: 3.744, v: 15.44 }, rows, options),
        baseline: () => Array.from(powers(columns, 4.414), (value, customerId) => ({ customerId, value })),
        agree: (ours) => (ours as CustomerLifetimeValues).total.n === customers,
      };
    },
  },
];

interface Histories {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly T: Float64Array;
}

/** Watched for 190 to 1090 days; every second one bought once, the others up to ten times more. */
function histories(): Histories {
  const next = generator(3);
  const [frequency, recency, T] = [0, 0, 0].map(() => new Float64Array(customers)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < customers; i++) {
    const days = 190 + (next() % 900);
    frequency[i] = next() % 2 === 0 ? 0 : 1 + (next() % 10);
    recency[i] = frequency[i] === 0 ? 0 : (1 + (next() % days)) / 7;
    T[i] = days / 7;
  }
  return { frequency, recency, T };
}

function powers({ frequency, recency, T }: Histories, alpha: number): Float64Array {
  return frequency.map((x, i) => ((alpha + recency[i]!) / (alpha + T[i]!)) ** (x + 0.243));
}
