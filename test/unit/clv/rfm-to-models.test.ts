import { expect, test } from "vitest";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import { validateHoldout } from "../../../src/clv/holdout-validation.ts";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import { groupHistories } from "../../../src/clv/rfm-histories.ts";
import { holdoutSplit } from "../../../src/clv/rfm-holdout.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

const DAY = 86_400_000;
const origin = Date.UTC(2024, 0, 1);
const random = seededRandom(5);
/** Customers who leave after a purchase with a chance of their own, and else buy again at a pace of their own. */
const log = Array.from({ length: 400 }, (_, customer) => {
  const rows = [];
  const pace = 10 + 40 * random.next();
  const leaves = random.next() ** 3;
  const value = 20 + Math.floor(80 * random.next());
  for (let day = Math.floor(90 * random.next()); day < 500; day += 1 + Math.floor(-pace * Math.log(random.next()))) {
    rows.push({ customerId: `c${customer}`, at: origin + day * DAY, amount: value + Math.floor(20 * random.next()) });
    if (random.next() < leaves) break;
  }
  return rows;
}).flat();
const options = { asOf: "2024-12-31", timeZone: "UTC", timeUnit: "week" } as const;

test("what the log gives, the fits take: rows, columns and groups, with the unit of their times", () => {
  const summary = rfmSummary(log, options);
  const columns = rfmSummaryColumns(
    {
      customers: log.map(({ customerId }) => customerId),
      at: log.map(({ at }) => at),
      amounts: log.map(({ amount }) => amount),
    },
    options,
  );
  const fit = fitBgNbd(summary);
  expect(fit).toMatchObject({ status: "converged", timeUnit: "week", n: 400 });
  expect(fitBgNbd(columns)).toEqual(fit);
  const groups = groupHistories(summary);
  expect(fitBgNbd(groups)).toEqual({ ...fit, rows: groups.count.length });

  const spend = fitGammaGamma(summary);
  const spendOfColumns = fitGammaGamma(columns);
  if (spend.status === "failed" || spendOfColumns.status === "failed") throw new Error(spend.status);
  expect(spendOfColumns.n).toBe(spend.n);
  // Columns come in the order of codes and rows in that of ids, and the fit adds in the order it is given.
  expect(spendOfColumns.logLikelihood).toBeCloseTo(spend.logLikelihood, 6);
});

test("and a split is what predictions are held against", () => {
  const split = holdoutSplit(log, {
    calibrationEnd: "2024-08-31",
    holdoutEnd: "2024-12-31",
    timeZone: "UTC",
    timeUnit: "week",
  });
  const fit = fitBgNbd(split);
  expect(fit.status).toBe("converged");
  const { n, total } = validateHoldout(fit as Parameters<typeof validateHoldout>[0], split);
  expect(n).toBe(split.n);
  expect(total.actual).toBe(split.customers.reduce((sum, { holdoutFrequency }) => sum + holdoutFrequency, 0));
});
