import { describe, expect, test } from "vitest";
import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { nextTier } from "../../../src/tiers/next-tier.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";
import { figure, figures } from "../../../src/tiers/tier-figures.ts";

describe("figure", () => {
  test.each([
    [3 / 11, "0.2727"],
    [60 / 11, "5.455"],
    [-2 / 3, "-0.6667"],
    [1.0000001, "1"],
    [200.54, "200.54"],
    [12345.678, "12345.68"],
    [1234567, "1234567"],
    [2 ** 52 + 0.5, "4503599627370496"],
    [1e300, "1e+300"],
    [1 / 3e9, "3.333e-10"],
    [-0, "0"],
    [-0.00001234567, "-0.00001235"],
  ])("%d is %s", (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

describe("figures", () => {
  test("two numbers that differ read differently", () => {
    expect(figures(999.9999, 1000)).toEqual(["999.9999", "1000"]);
    expect(figures(0.1 + 0.2, 0.3)).toEqual(["0.30000000000000004", "0.3"]);
    expect(figures(5, 5)).toEqual(["5", "5"]);
    expect(figures(1 / 3, 1 / 3)).toEqual(["0.3333", "0.3333"]);
  });
});

describe("sentences", () => {
  const model = fitTierModel([], threeTiers({ highProfit: 200.55, leaveRiskMax: 0.25 }));
  const fit = { fitProduct: true, fitService: true, fitCulture: true };

  test("are short where the figures behind them are not", () => {
    const customer = { profit: 250, ourAffinity: 9, theirAffinity: 60 / 11, leaveRisk: 3 / 11, problems: 0, ...fit };
    const { explanation, unmetTierOne } = classifyTier(customer, model);
    expect(explanation).toContain(
      "For tier 1 their affinity to us would have to be at least 9, not 5.455: a gap of 35.5 %, more than a little attention closes.",
    );
    expect(unmetTierOne[1]!.value).toBe(3 / 11);
    const { explanation: next, changes } = nextTier(customer, model, { targetTier: 1 });
    expect(next).toEqual([
      "Their affinity to us up from 5.455 to 9.",
      "The risk that they leave down from 0.2727 to 0.25.",
    ]);
    expect(changes[1]!.from).toBe(3 / 11);
    expect(classifyTier({ ...customer, profit: -100 / 3 }, model).explanation[1]).toBe(
      "The profit of -33.33 is not above 0.",
    );
  });

  test("a gap that no percentage can be of is left out", () => {
    const tiny = fitTierModel([], threeTiers({ highProfit: 1e-8 }));
    const { explanation } = classifyTier({ profit: -1e300, ourAffinity: 9, theirAffinity: 9 }, tiny);
    expect(explanation.join(" ")).not.toMatch(/Infinity/);
    expect(explanation).toContain("For tier 1 the profit would have to be at least 1e-8, not -1e+300.");
  });
});
