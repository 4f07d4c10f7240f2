import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { MetricError } from "../../../src/core/metric-error.ts";
import { abcClasses } from "../../../src/tiers/abc-classes.ts";
import { tierAssignment } from "../../../src/tiers/classify-tier-assignment.ts";
import { classifyTierColumns } from "../../../src/tiers/classify-tier-columns.ts";
import { tierCountsAccumulator } from "../../../src/tiers/classify-tier-counts.ts";
import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { classifyTiers } from "../../../src/tiers/classify-tiers.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { nextTier } from "../../../src/tiers/next-tier.ts";
import { possibleTiers } from "../../../src/tiers/possible-tiers.ts";
import { serviceAttainment, serviceAttainmentAccumulator } from "../../../src/tiers/service-attainment.ts";
import { steadyTier } from "../../../src/tiers/steady-tier.ts";
import { steadyTierSeries } from "../../../src/tiers/steady-tier-series.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";
import { topShareThreshold } from "../../../src/tiers/threshold-top-share.ts";
import { tierByBand } from "../../../src/tiers/tier-bands.ts";
import { tierMigration, tierMigrationAccumulator } from "../../../src/tiers/tier-migration.ts";
import { tierOutcomes } from "../../../src/tiers/tier-outcomes.ts";
import { tierByRules, tiersByRules } from "../../../src/tiers/tier-rules.ts";
import { tiersByShare } from "../../../src/tiers/tier-shares.ts";
import { notPlainJson } from "../../support/plain-json.ts";

type Call = (...given: never[]) => unknown;

const customer = {
  ...{ customerId: "ann", profit: 900, ourAffinity: 9, theirAffinity: 8, leaveRisk: 0.1, problems: 1 },
  ...{ fitProduct: true, fitService: true, fitCulture: true },
};
const model = fitTierModel([100, 200, 1000], threeTiers(), { modelId: "intimacy", version: "1" });
const bands = [
  { tier: 1, min: 80 },
  { tier: 2, min: 50 },
  { tier: 3, min: null },
];
const rules = {
  tiers: ["a", "b"],
  rules: [
    {
      tier: "a",
      when: [
        { field: "x", atLeast: 3 },
        { field: "y", isOneOf: ["p", "q"] },
      ],
    },
  ],
  otherwise: "b",
};
const ranked = [5, 9, -3].map((value, i) => ({ customerId: ["a", "__proto__", "b"][i]!, value }));
const placed = [
  { customerId: "a", tier: 1 },
  { customerId: "__proto__", tier: 2 },
  { customerId: "a", tier: 1 },
];
const since = [
  { customerId: "a", retained: true, profit: 9 },
  { customerId: "__proto__", retained: false, profit: -5 },
];
const promises = [
  { tier: 1, withinSeconds: 3600, targetShare: 0.9 },
  { tier: 2, withinSeconds: 7200, targetShare: 0.5 },
];
const events = [
  { tier: 1, elapsedSeconds: 600 },
  { tier: 2, openSeconds: 8000 },
];
const margin = { method: "margin", bands, margin: 5 };
const confirm = { method: "confirm", tiers: [1, 2, 3], confirmUp: 2, confirmDown: 2 };
const options = { tiers: [1, 2], level: 0.9, interval: "none" };

const counts = tierCountsAccumulator(model);
const counted = fold(counts, [customer, {}]);
const moves = tierMigrationAccumulator({ tiers: [1, 2] });
const moved = fold(moves, [{ customerId: "__proto__", tier: 1, at: "before" }]);
const service = serviceAttainmentAccumulator(promises);
const served = fold(service, events);

/** Every public function of tiers, with something that it can use. */
const calls: readonly (readonly [name: string, call: Call, given: readonly unknown[]])[] = [
  ["threeTiers", threeTiers, [{ ...threeTiers() }]],
  ["fitTierModel", fitTierModel, [[1, 2, customer], threeTiers(), { modelId: "m", version: "v", asOf: 0 }]],
  ["topShareThreshold", topShareThreshold, [[1, 2, customer], { topShareOfValue: 0.5 }]],
  ["classifyTier", classifyTier, [customer, model]],
  ["possibleTiers", possibleTiers, [customer, model]],
  ["nextTier", nextTier, [customer, model, { targetTier: 2 }]],
  ["classifyTiers", classifyTiers, [[customer, { customerId: "__proto__" }], model, {}]],
  ["tierAssignment", tierAssignment, [classifyTier(customer, model), { at: 0, reading: "strict", previousTier: 2 }]],
  ["classifyTierColumns", columnCounts, [{ profit: [1, 2], ourAffinity: [1, 9], fitProduct: [1, 0] }, model]],
  ["tierCountsAccumulator", (row: never, of: never) => added(tierCountsAccumulator(of), row), [customer, model]],
  ["tierCountsAccumulator.result", counts.result, [counted]],
  ["tierCountsAccumulator.merge", counts.merge, [counted, counted]],
  ["tierByRules", tierByRules, [{ x: 4, y: "p" }, rules, { missing: "strict" }]],
  ["tiersByRules", tiersByRules, [[{ customerId: "a", signals: { x: 3 } }], rules, { missing: "strict" }]],
  ["tierByBand", tierByBand, [60, bands]],
  ["tiersByShare", tiersByShare, [ranked, { cuts: [0.2, 0.5], tiers: ["a", "b", "c"], ties: "together" }]],
  ["abcClasses", abcClasses, [ranked, { cuts: [0.5, 0.9], tiers: ["a", "b", "c"], ties: "split" }]],
  ["steadyTier", steadyTier, [{ previous: 2, observed: 84, policy: margin }]],
  ["steadyTier", steadyTier, [{ previous: { tier: 2, candidate: 1, seen: 1 }, observed: 1, policy: confirm }]],
  ["steadyTierSeries", steadyTierSeries, [[70, 80, null], margin, { previous: 1 }]],
  ["steadyTierSeries", steadyTierSeries, [[1, 2, null], confirm, { previous: 1 }]],
  ["tierMigration", tierMigration, [placed, placed, options]],
  ["tierMigrationAccumulator.result", moves.result, [moved]],
  ["tierMigrationAccumulator.merge", moves.merge, [moved, moved]],
  ["tierOutcomes", tierOutcomes, [placed, since, options]],
  ["serviceAttainment", serviceAttainment, [events, promises, { level: 0.9, interval: "none" }]],
  ["serviceAttainment of a state", serviceAttainment, [served, promises, {}]],
  [
    "serviceAttainmentAccumulator",
    (row: never, of: never) => added(serviceAttainmentAccumulator(of), row),
    [events[0], promises],
  ],
  ["serviceAttainmentAccumulator.result", service.result, [served]],
  ["serviceAttainmentAccumulator.merge", service.merge, [served, served]],
];

function columnCounts(...given: never[]): unknown {
  return classifyTierColumns(...(given as unknown as Parameters<typeof classifyTierColumns>)).counts;
}

function added<State>(
  accumulator: { empty(): State; add(state: State, row: never): State; result(state: State): unknown },
  row: never,
): unknown {
  return accumulator.result(accumulator.add(accumulator.empty(), row));
}

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, Number.NaN, Infinity, -Infinity, -0, 5e-324, 1e308, -1e308, 0.5, 2, -1),
  fc.constantFrom<unknown>("", "1", "__proto__", true, false, 10n, Symbol("tier"), () => 1, new Date(Number.NaN)),
  fc.constantFrom<unknown>([], [null], [undefined], [[]], [{}], {}, Object.create(null), new Map(), new Set([1])),
);

/** The same with something hostile in place of one part of it, or of all. */
function spoilt(given: unknown, path: readonly number[], evil: unknown): unknown {
  const keys = typeof given === "object" && given !== null ? Object.keys(given) : [];
  if (path.length === 0 || keys.length === 0) return evil;
  const key = keys[path[0]! % keys.length]!;
  const part = spoilt((given as { readonly [key: string]: unknown })[key], path.slice(1), evil);
  if (Array.isArray(given)) return given.with(Number(key), part);
  return { ...(given as object), [key]: part };
}

test.each(calls)("%s of anything gives plain JSON, or a MetricError that says what must be", (name, call, given) => {
  const isState = /state|\.result|\.merge/.test(name);
  expect(notPlainJson(call(...(given as never[])))).toEqual([]);
  const paths = fc.array(fc.nat(20), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(paths, hostile, paths, hostile, fc.boolean(), (path, evil, other, worse, isTwice) => {
      const once = spoilt(given, path, evil);
      const all = (isTwice ? spoilt(once, other, worse) : once) as never[];
      try {
        // −0 in a count of a state is a count of 0.
        const findings = notPlainJson(call(...all)).filter((finding) => !(isState && finding.endsWith(": -0")));
        expect(findings).toEqual([]);
      } catch (error) {
        if (!(error instanceof MetricError)) throw error;
        expect(error.message).toMatch(/^Cannot [a-z].* as /s);
      }
    }),
    { numRuns: 400 },
  );
});

test("a state of another kind is neither read nor merged", () => {
  const accumulators = [counts, moves, service] as readonly { result: Call; merge: Call }[];
  const states = [counted, moved, served, undefined, null, [], {}];
  accumulators.forEach(({ result, merge }, own) => {
    states.forEach((state, other) => {
      if (other === own) return;
      for (const use of [() => result(state as never), () => merge(states[own] as never, state as never)])
        expect(use).toThrow(expect.objectContaining({ code: "KIND_MISMATCH" }));
    });
  });
});
