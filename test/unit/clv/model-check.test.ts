import { MetricError } from "../../../src/core/metric-error.ts";
import { describe, expect, it } from "vitest";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { noneLeftOut } from "../../../src/clv/history-check.ts";
import { validateHoldout } from "../../../src/clv/holdout-validation.ts";
import { checkPurchaseModel, type ModelCheckOptions } from "../../../src/clv/model-check.ts";
import { percent, shown } from "../../../src/clv/model-check-item.ts";
import type { PurchaseFit } from "../../../src/clv/purchase-fit.ts";
import { simulatePurchases } from "../../../src/clv/simulate-purchases.ts";
import { spendIndependence } from "../../../src/clv/spend-independence.ts";

/** A fit in which nothing is wrong, but for what is said. */
function fitOf(other: object = {}): PurchaseFit {
  const fit = {
    status: "converged",
    model: "mbg-nbd",
    timeUnit: "week",
    n: 1000,
    repeatPurchases: 1500,
    groups: 900,
    rows: 1000,
    leftOut: { ...noneLeftOut(), first: [] },
    notes: [],
    parameters: { r: 0.5, alpha: 6, a: 1.2, b: 3 },
    logLikelihood: -1,
    aic: 10,
    bic: 12,
    iterations: 5,
    logStandardErrors: { r: 0.1, alpha: 0.1, a: 0.1, b: 0.1 },
  };
  return { ...fit, ...other } as unknown as PurchaseFit;
}

/** What is found, as "severity code", but for the holdout that is missing. */
function found(fit: PurchaseFit, options?: ModelCheckOptions): string[] {
  return checkPurchaseModel(fit, options)
    .items.filter(({ code }) => code !== "no-holdout")
    .map(({ severity, code }) => `${severity} ${code}`);
}

const model = { model: "mbg-nbd", timeUnit: "week", parameters: { r: 0.5, alpha: 6, a: 1.2, b: 3 } } as const;
const simulated = simulatePurchases(model, {
  customers: 3000,
  T: 52,
  holdout: 52,
  seed: 21,
  spend: { p: 6, q: 4, v: 15 },
});
const holdout = validateHoldout(model, simulated, { holdout: 52 });

describe("a model that is right", () => {
  const fit = fitMbgNbd(simulated, { timeUnit: "week" });
  const { frequency, monetaryValue } = simulated;
  const spend = spendIndependence({ frequency, monetaryValue: monetaryValue! });

  it("has nothing against it", () => {
    const check = checkPurchaseModel(fit, { histories: simulated, holdout, spend });
    expect(check.items.filter(({ code }) => code !== "no-mean-lifetime")).toEqual([]);
    expect(check.passed).toContain("in-sample-misfit");
    expect(check.passed).toContain("holdout-total-off");
    expect(check.passed).toContain("spend-depends-on-frequency");
    expect(check).toMatchObject({ metric: "purchase-model-check", model: "mbg-nbd", n: 3000 });
  });

  it("but that no holdout was tried", () => {
    const { items, worst } = checkPurchaseModel(fitOf());
    expect(items.map(({ code }) => code)).toEqual(["no-holdout"]);
    expect(worst).toBe("info");
  });

  it("with everything given has none", () => {
    expect(checkPurchaseModel(fitOf(), { holdout })).toMatchObject({ worst: "none", items: [] });
  });
});

describe("what a fit says of itself", () => {
  it("failed", () => {
    const reasons = ["no-customers", "no-time", "no-repeat-purchases", "covariates-collinear", "not-converged"];
    for (const reason of reasons) {
      const check = checkPurchaseModel(fitOf({ status: "failed", reason, n: 0 }), { histories: [] });
      expect(check.items).toHaveLength(1);
      expect(check.items[0]).toMatchObject({ code: "fit-failed", severity: "problem" });
      expect(check.items[0]!.advice.length).toBeGreaterThan(20);
    }
  });

  it("no maximum, by what it means", () => {
    const meanings = ["no-dropout", "one-purchase-rate"];
    const boundary = { drifting: { a: "zero", r: "infinity" }, meaning: meanings, supremum: -1, identified: {} };
    const { items } = checkPurchaseModel(fitOf({ status: "boundary", boundary, standardErrors: {} }));
    expect(items[0]).toMatchObject({ code: "no-maximum", severity: "warning" });
    expect(items[0]!.says).toContain("a, r drifting");
    expect(items[0]!.says).toContain("nobody stops buying, and all buy at one rate");
  });

  it("weakly identified, by name", () => {
    const logStandardErrors = { r: 0.1, alpha: 0.2, a: 2, b: 3 };
    const { items } = checkPurchaseModel(fitOf({ status: "weakly-identified", logStandardErrors }));
    expect(items[0]).toMatchObject({ code: "weakly-identified", says: "The data hardly tell a, b." });
  });

  it.each<readonly [string, object]>([
    ["info penalised", { penalty: { kind: "log-ridge", strength: 1, objective: 1 } }],
    ["warning rows-left-out", { leftOut: { ...noneLeftOut(), timeInvalid: 12, first: [3] } }],
    ["info rows-left-out", { leftOut: { ...noneLeftOut(), timeInvalid: 2, first: [3] } }],
    ["warning few-customers", { n: 199 }],
    ["problem few-customers", { n: 49 }],
    ["info no-mean-lifetime", { model: "pareto-nbd", parameters: { r: 1, alpha: 1, s: 1, beta: 1 } }],
    ["info no-mean-lifetime", { model: "bg-bb", parameters: { alpha: 1, beta: 1, gamma: 0.9, delta: 1 } }],
  ])("%s", (said, other) => {
    expect(found(fitOf(other))).toEqual([said]);
  });

  it("dropout at once or never, whose mean lifetime is infinite too", () => {
    const parameters = { r: 1, alpha: 1, a: 0.2, b: 0.3 };
    expect(found(fitOf({ parameters }))).toEqual(["warning dropout-at-once-or-never", "info no-mean-lifetime"]);
    const ofBgBb = { alpha: 1, beta: 1, gamma: 0.2, delta: 0.3 };
    expect(found(fitOf({ model: "bg-bb", parameters: ofBgBb }))[0]).toBe("warning dropout-at-once-or-never");
  });
});

describe("what the histories say", () => {
  const customers = (count: number, frequency: number, recency: number, T: number) => {
    return Array.from({ length: count }, () => ({ frequency, recency, T }));
  };

  it("few repeat buyers", () => {
    const histories = [...customers(500, 0, 0, 52), ...customers(99, 2, 10, 52)];
    expect(found(fitOf(), { histories })).toContain("warning few-repeat-buyers");
    const fewer = [...customers(500, 0, 0, 52), ...customers(29, 2, 10, 52)];
    expect(found(fitOf(), { histories: fewer })).toContain("problem few-repeat-buyers");
  });

  it("a short observation", () => {
    const histories = [...customers(500, 0, 0, 9), ...customers(200, 1, 5, 9)];
    expect(found(fitOf(), { histories })).toContain("warning short-observation");
    expect(found(fitOf(), { histories: customers(200, 1, 4, 9) })).not.toContain("warning short-observation");
  });

  it("one-time buyers who are certainly alive in the BG/NBD", () => {
    const fit = fitBgNbd(simulated, { timeUnit: "week" });
    const { items } = checkPurchaseModel(fit, { histories: simulated });
    const item = items.find(({ code }) => code === "one-time-buyers-certainly-alive")!;
    expect(item.severity).toBe("warning");
    expect(item.says).toContain(shown(simulated.frequency.filter((x) => x === 0).length));
    expect(item.advice).toContain("MBG/NBD");
  });

  it("a misfit, by the customers who are misplaced", () => {
    const histories = [...customers(500, 0, 0, 52), ...customers(500, 3, 30, 52)];
    const { items } = checkPurchaseModel(fitOf(), { histories });
    const item = items.find(({ code }) => code === "in-sample-misfit")!;
    expect(item.severity).toBe("warning");
    expect(item.says).toContain("3 repeat purchases have 500 customers");
  });

  it("a misfit that matters little is information", () => {
    const size = 400_000;
    const { frequency, recency, T } = simulatePurchases(model, { customers: 20_000, T: 52, seed: 5 });
    const count = frequency.map((x) => (size / 20_000) * (x === 1 ? 1.03 : 1));
    expect(found(fitOf(), { histories: { frequency, recency, T, count } })).toEqual(["info in-sample-misfit"]);
  });
});

describe("what the holdout says", () => {
  const total = { ...holdout.total, isWithin: false };
  const withTotal = (ratio: number) => ({
    ...holdout,
    total: { ...total, predicted: 1000 * ratio, actual: 1000, ratio },
  });

  it.each([
    ["problem", 0.6],
    ["problem", 1.6],
    ["warning", 1.2],
    ["info", 1.05],
  ])("%s: a total off by %s", (severity, ratio) => {
    expect(found(fitOf(), { holdout: withTotal(ratio) })).toEqual([`${severity} holdout-total-off`]);
  });

  it("a total off within its interval is luck", () => {
    const lucky = { ...withTotal(1.6), total: { ...withTotal(1.6).total, isWithin: true } };
    expect(found(fitOf(), { holdout: lucky })).toEqual([]);
  });

  it("nobody came at all", () => {
    const none = { ...holdout, total: { ...total, predicted: 100, actual: 0, ratio: null } };
    expect(found(fitOf(), { holdout: none })).toEqual(["problem holdout-total-off"]);
    const few = { ...holdout, total: { ...total, predicted: 2, actual: 0, ratio: null } };
    expect(found(fitOf(), { holdout: few })).toEqual([]);
  });

  it("worse than as often as so far", () => {
    const worse = { ...holdout, baseline: { ...holdout.baseline, skill: -0.1 } };
    expect(found(fitOf(), { holdout: worse })).toEqual(["problem worse-than-as-often-as-so-far"]);
  });

  it("activity off, and telling nobody apart", () => {
    const active = { ...holdout.active, predicted: 0.9 };
    expect(found(fitOf(), { holdout: { ...holdout, active } })).toEqual(["warning activity-off"]);
    const blind = { ...holdout.active, brier: 0.5 };
    expect(found(fitOf(), { holdout: { ...holdout, active: blind } })).toEqual(["warning activity-tells-nobody-apart"]);
  });

  it("nothing of nobody", () => {
    const nobody = validateHoldout(model, [], { holdout: 10 });
    expect(found(fitOf(), { holdout: nobody })).toEqual([]);
  });
});

describe("what spend says", () => {
  it("depends on frequency", () => {
    const frequency = Array.from({ length: 300 }, (_, i) => 1 + (i % 10));
    const dependent = spendIndependence({ frequency, monetaryValue: frequency.map((x) => 10 * x) });
    expect(found(fitOf(), { spend: dependent })).toEqual(["warning spend-depends-on-frequency"]);
  });

  it("cannot be told", () => {
    const few = spendIndependence({ frequency: [1, 2], monetaryValue: [10, 20] });
    expect(found(fitOf(), { spend: few })).toEqual(["info spend-depends-on-frequency"]);
    const unclear = spendIndependence({ frequency: [1, 2, 3, 4, 5], monetaryValue: [3, 1, 4, 1, 5] });
    expect(unclear.verdict).toBe("unclear");
    const { items } = checkPurchaseModel(fitOf(), { spend: unclear, holdout });
    expect(items[0]!.says).toContain("over 5 customers");
  });
});

it("the gravest comes first, and sentences end", () => {
  const check = checkPurchaseModel(fitOf({ n: 40, parameters: { r: 1, alpha: 1, a: 0.5, b: 0.3 } }));
  expect(check.worst).toBe("problem");
  expect(check.items.map(({ severity }) => severity)).toEqual(["problem", "warning", "info", "info"]);
  for (const { says, advice } of check.items) {
    expect(says).toMatch(/^[A-Za-z].*\.$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
    expect(says + advice).not.toMatch(/NaN|undefined|null/);
  }
});

it("numbers in sentences", () => {
  expect([0.12345, 12.345, 999.9, 1234.5, 1_234_567, 0, -0.05].map(shown)).toEqual([
    "0.123",
    "12.3",
    "1,000",
    "1,235",
    "1,234,567",
    "0",
    "-0.05",
  ]);
  expect([0.123456, 0.95, 1].map(percent)).toEqual(["12.3 %", "95 %", "100 %"]);
});

it.each([null, {}, { status: "converged", model: "bg-nbd", timeUnit: "week" }])("what is no fit throws: %j", (fit) => {
  expect(() => checkPurchaseModel(fit as never)).toThrow(MetricError);
});
