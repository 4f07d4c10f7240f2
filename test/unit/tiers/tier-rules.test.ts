import { describe, expect, test } from "vitest";
import { tierByRules, tiersByRules } from "../../../src/tiers/tier-rules.ts";
import type { TierRulePolicy } from "../../../src/tiers/tier-rules-condition.ts";

const policy: TierRulePolicy = {
  tiers: ["gold", "silver", "bronze"],
  rules: [
    { tier: "bronze", when: [{ field: "fit", is: false }] },
    {
      tier: "gold",
      when: [
        { field: "profit", atLeast: 1000 },
        { field: "nps", above: 8, atMost: 10 },
      ],
    },
    {
      tier: "silver",
      when: [
        { field: "profit", above: 0 },
        { field: "problems", below: 1 },
      ],
    },
    { tier: "silver", when: [{ field: "country", isOneOf: ["CH", "LI"] }] },
  ],
  otherwise: "bronze",
};
const complete = { fit: true, profit: 500, nps: 9, problems: 0, country: "DE" };
const tierOf = (signals: object, options?: Parameters<typeof tierByRules>[2]) =>
  tierByRules({ ...complete, ...signals }, policy, options);

describe("tierByRules", () => {
  test("the first rule that holds decides, and every rule tried is told", () => {
    const { tier, basis, rule, tried, missing } = tierOf({});
    expect({ tier, basis, rule, missing }).toEqual({ tier: "silver", basis: "rule", rule: 2, missing: [] });
    expect(tried.map(({ holds }) => holds)).toEqual([false, false, true]);
    expect(tried[1]!.conditions[0]).toEqual({ field: "profit", atLeast: 1000, value: 500, holds: false });
  });

  test("edges: atLeast and atMost hold at them, above and below do not", () => {
    expect(tierOf({ profit: 1000, nps: 10 }).tier).toBe("gold");
    expect(tierOf({ profit: 1000, nps: 8 }).tier).toBe("silver");
    expect(tierOf({ profit: 0 }).basis).toBe("otherwise");
    expect(tierOf({ problems: 1 }).tier).toBe("bronze");
  });

  test("no rule holds", () => {
    expect(tierOf({ profit: -1 })).toMatchObject({ tier: "bronze", basis: "otherwise", rule: null });
  });

  test("missing fields leave what their values would give", () => {
    expect(tierOf({ nps: null, profit: 2000 })).toMatchObject({
      tier: null,
      basis: "undecided",
      rule: null,
      possibleTiers: ["gold", "silver"],
      missing: ["nps"],
    });
    expect(tierOf({ profit: NaN }).possibleTiers).toEqual(["gold", "silver", "bronze"]);
    expect(tierOf({ nps: undefined, profit: 2000 }, { missing: "pessimistic" })).toMatchObject({
      tier: "silver",
      basis: "assumed",
    });
    expect(tierOf({ nps: null, profit: 2000 }, { missing: "optimistic" }).tier).toBe("gold");
  });

  test("what is missing and cannot matter does not", () => {
    expect(tierOf({ fit: false, profit: null, nps: null })).toMatchObject({
      tier: "bronze",
      basis: "rule",
      missing: ["nps", "profit"],
    });
    expect(tierOf({ nps: null, country: "CH", problems: 3 })).toMatchObject({ tier: "silver", basis: "rule", rule: 3 });
  });

  test("one field in several rules has one value: what no value gives is not possible", () => {
    const split: TierRulePolicy = {
      tiers: [1, 2, 3],
      rules: [
        { tier: 1, when: [{ field: "x", atLeast: 5 }] },
        { tier: 2, when: [{ field: "x", below: 5 }] },
      ],
      otherwise: 3,
    };
    expect(tierByRules({}, split).possibleTiers).toEqual([1, 2]);
  });

  test("several rules of one tier: decided without knowing which", () => {
    const same: TierRulePolicy = {
      tiers: [1, 2],
      rules: [
        { tier: 1, when: [{ field: "x", above: 0 }] },
        { tier: 1, when: [{ field: "x", atMost: 0 }] },
      ],
      otherwise: 2,
    };
    expect(tierByRules({}, same)).toMatchObject({ tier: 1, basis: "any-completion", rule: null, possibleTiers: [1] });
  });

  test("booleans have two values, texts have others", () => {
    const flag = (is: boolean | string): TierRulePolicy => ({
      tiers: [1, 2, 3],
      rules: [
        { tier: 1, when: [{ field: "x", is }] },
        { tier: 2, when: [{ field: "x", is: is === true ? false : "b" }] },
      ],
      otherwise: 3,
    });
    expect(tierByRules({}, flag(true)).possibleTiers).toEqual([1, 2]);
    expect(tierByRules({}, flag("a")).possibleTiers).toEqual([1, 2, 3]);
  });

  test("text is no size, a text digit is no number, nothing is inherited", () => {
    expect(tierOf({ profit: "2000" }).missing).toEqual(["profit"]);
    const named: TierRulePolicy = {
      tiers: [1, 2],
      rules: [{ tier: 1, when: [{ field: "toString", is: 3 }] }],
      otherwise: 2,
    };
    expect(tierByRules({}, named).missing).toEqual(["toString"]);
    expect(tierByRules({ toString: "3" }, named).tier).toBe(2);
    const proto: TierRulePolicy = { ...named, rules: [{ tier: 1, when: [{ field: "__proto__", is: 3 }] }] };
    expect(tierByRules(JSON.parse('{"__proto__": 3}'), proto).tier).toBe(1);
  });

  test("a rule without conditions holds of everybody", () => {
    expect(tierByRules({}, { tiers: [1, 2], rules: [{ tier: 1, when: [] }], otherwise: 2 }).tier).toBe(1);
    expect(tierByRules({}, { tiers: [1], rules: [], otherwise: 1 })).toMatchObject({
      tier: 1,
      basis: "otherwise",
      tried: [],
    });
  });

  test("a policy that cannot be searched through lets all tiers be possible", () => {
    const rules = Array.from({ length: 30 }, (_, i) => ({
      tier: 1,
      when: [
        { field: "shared", above: 0 },
        { field: `x${i}`, above: 0 },
        { field: `y${i}`, above: 0 },
      ],
    }));
    const hard: TierRulePolicy = {
      tiers: [1, 2, 3],
      rules: [...rules, { tier: 3, when: [{ field: "shared", above: 0, atMost: 0 }] }],
      otherwise: 2,
    };
    expect(tierByRules({}, hard).possibleTiers).toEqual([1, 2, 3]);
  });

  test("a stored policy is the policy", () => {
    expect(tierByRules(complete, JSON.parse(JSON.stringify(policy)))).toEqual(tierByRules(complete, policy));
  });

  test.each([
    ["TIERS_INVALID", { ...policy, tiers: [] }],
    ["RULES_INVALID", { ...policy, otherwise: "iron" }],
    ["RULES_INVALID", { ...policy, rules: null }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "iron", when: [] }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold" }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold", when: [{ field: "x" }] }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold", when: [{ field: "x", atLest: 3 }] }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold", when: [{ field: "x", atLeast: "3" }] }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold", when: [{ field: "x", is: null }] }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold", when: [{ field: "x", isOneOf: "DE" }] }] }],
    ["RULES_INVALID", { ...policy, rules: [{ tier: "gold", when: [null] }] }],
  ])("%s: %#", (code, wrong) => {
    expect(() => tierByRules(complete, wrong as never)).toThrow(expect.objectContaining({ code }));
  });

  test("bad calls", () => {
    expect(() => tierByRules(null as never, policy)).toThrow(expect.objectContaining({ code: "SIGNALS_INVALID" }));
    expect(() => tierByRules({}, policy, { missing: "best" as never })).toThrow(
      expect.objectContaining({ code: "MISSING_UNKNOWN" }),
    );
  });
});

describe("tiersByRules", () => {
  test("rows are tiers, undecided, or left out", () => {
    const rows = [
      { customerId: "a", signals: { ...complete, profit: 5000 } },
      { customerId: "b", signals: {} },
      { customerId: "a", signals: complete },
      { customerId: "", signals: complete },
      { customerId: "c", signals: null },
      null,
    ];
    const { customers, tiers, undecided, leftOut } = tiersByRules(rows as never, policy);
    expect(customers.map(({ customerId, tier }) => [customerId, tier])).toEqual([
      ["a", "gold"],
      ["b", null],
    ]);
    expect(tiers).toEqual([
      { tier: "gold", n: 1 },
      { tier: "silver", n: 0 },
      { tier: "bronze", n: 0 },
    ]);
    expect(undecided).toBe(1);
    expect(leftOut).toEqual({ "row-invalid": 2, "customer-id-invalid": 1, "duplicate-id": 1 });
  });

  test("bad calls", () => {
    expect(() => tiersByRules(5 as never, policy)).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
    expect(() => tiersByRules([], policy, { read: "id" as never })).toThrow(
      expect.objectContaining({ code: "FUNCTION_REQUIRED" }),
    );
  });
});
