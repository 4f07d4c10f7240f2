import { test } from "vitest";
import { fitBgBb, fitBgNbd, fitMbgNbd, fitParetoNbd, predictPurchases, rfmSummary } from "../../src/clv/index.ts";

const rows = [
  { frequency: 2, recency: 30, T: 39 },
  { frequency: 0, recency: 0, T: 39 },
];
const columns = { frequency: [2, 0], recency: [30, 0], T: [39, 39] };

test("a fit wants the unit of its times", () => {
  for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd]) {
    fit(rows, { timeUnit: "week" });
    fit(columns, { timeUnit: "week" });
    fit({ ...columns, timeUnit: "week" });
    fit(Object.assign([...rows], { timeUnit: "week" } as const));
  }
  fitBgBb(rows);
  expect(() => {
    // @ts-expect-error rows do not say what unit they are in: property 'timeUnit' is missing
    fitBgNbd(rows);
    // @ts-expect-error property 'timeUnit' is missing
    fitMbgNbd(rows, {});
    // @ts-expect-error property 'timeUnit' is missing
    fitMbgNbd(columns);
    // @ts-expect-error property 'timeUnit' is missing
    fitParetoNbd(columns, { level: 0.9 });
  });
});

test("predictions take columns, rows and a summary", () => {
  const fit = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.2, alpha: 4, a: 0.8, b: 2.4 } } as const;
  predictPurchases(fit, rows, { ahead: 3 });
  predictPurchases(fit, columns, { ahead: 3 });
  const log = [{ customerId: "a", at: "2026-01-01T00:00:00Z", amount: 3 }];
  predictPurchases(fit, rfmSummary(log, { asOf: "2026-02-01", timeZone: "UTC", timeUnit: "week" }), { ahead: 3 });
  expect(() => {
    // @ts-expect-error there is no T
    predictPurchases(fit, { frequency: [1], recency: [2] }, { ahead: 3 });
  });
});

function expect(_call: () => unknown): void {}
