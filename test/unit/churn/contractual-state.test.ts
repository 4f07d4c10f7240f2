import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractualAccumulator, type ContractualCustomer } from "../../../src/churn/contractual-accumulator.ts";
import { type ContractualSource, contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { emptyContractualState } from "../../../src/churn/contractual-state.ts";
import { fold } from "../../../src/core/accumulator.ts";
import { clopperPearson } from "../../../src/stats/share-methods.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { codeOf } from "./contractual-support.ts";

/** Customers, some of whom make no sense. */
const anyCustomer = fc.record({
  tenure: fc.oneof(fc.nat(9), fc.constantFrom(null, undefined, -1, 1.5, NaN, 100_001)),
  churned: fc.oneof(fc.boolean(), fc.constantFrom(null, "yes" as never)),
  entry: fc.oneof(fc.nat(5), fc.constantFrom(null, undefined, -2, 0.5)),
});

testAccumulatorLaws("contractualAccumulator", () => contractualAccumulator(), anyCustomer);

describe("customers", () => {
  const { empty, add } = contractualAccumulator();
  const stateOf = (...customers: unknown[]) => fold(contractualAccumulator(), customers as ContractualCustomer[]);

  test("one who left, one who is there, one who came late", () => {
    expect(
      stateOf({ tenure: 2, churned: true }, { tenure: 0, churned: false }, { tenure: 5, churned: false, entry: 3 }),
    ).toEqual({
      kind: "contractual/1",
      churned: [0, 0, 1],
      active: [1, 0, 0, 0, 0, 1],
      entered: [2, 0, 0, 1],
      leftOut: { missing: 0, invalid: 0, neverObserved: 0 },
    });
  });

  test.each([
    ["missing", null],
    ["missing", undefined],
    ["missing", {}],
    ["missing", { tenure: null, churned: true }],
    ["missing", { tenure: 3, churned: null }],
    ["invalid", { tenure: "3", churned: true }],
    ["invalid", { tenure: -1, churned: false }],
    ["invalid", { tenure: 2.5, churned: false }],
    ["invalid", { tenure: NaN, churned: false }],
    ["invalid", { tenure: 100_001, churned: false }],
    ["invalid", { tenure: 0, churned: true }],
    ["invalid", { tenure: 3, churned: 1 }],
    ["invalid", { tenure: 3, churned: true, entry: -1 }],
    ["neverObserved", { tenure: 3, churned: true, entry: 3 }],
    ["neverObserved", { tenure: 3, churned: false, entry: 4 }],
  ] as const)("%s: %j", (reason, customer) => {
    const { leftOut, entered } = stateOf(customer);
    expect(leftOut).toEqual({ missing: 0, invalid: 0, neverObserved: 0, [reason]: 1 });
    expect(entered).toEqual([]);
    const strict = contractualAccumulator({ onInvalid: "throw" });
    const code = codeOf(() => strict.add(strict.empty(), customer as ContractualCustomer));
    expect(code).toBe(reason === "missing" ? "nothing thrown" : "CUSTOMER_INVALID");
  });

  test("all are counted or left out", () => {
    fc.assert(
      fc.property(fc.array(anyCustomer), (customers) => {
        const { n, leftOut } = contractualAccumulator().result(customers.reduce(add, empty()));
        expect(n + leftOut.missing + leftOut.invalid + leftOut.neverObserved).toBe(customers.length);
      }),
    );
  });

  test("what was observed at each renewal, with its interval", () => {
    const accumulator = contractualAccumulator({ level: 0.9, interval: clopperPearson });
    const state = contractualStateOf([{ survivors: [100, 80, 70] }, { start: 4, survivors: [10, 10] }]);
    const { renewals, n, churned } = accumulator.result(state);
    expect([n, churned]).toEqual([110, 30]);
    expect(renewals.map(({ renewal, atRisk, churned }) => [renewal, atRisk, churned])).toEqual([
      [1, 100, 20],
      [2, 80, 10],
      [5, 10, 0],
    ]);
    expect(renewals[0]!.retention).toMatchObject({
      value: 0.8,
      n: 100,
      interval: { level: 0.9, method: "clopper-pearson" },
    });
    expect(codeOf(() => contractualAccumulator({ level: 95 }).result(state))).toBe("LEVEL_OUT_OF_RANGE");
  });

  test("no customers", () => {
    expect(contractualAccumulator().result(empty())).toEqual({
      n: 0,
      churned: 0,
      renewals: [],
      leftOut: { missing: 0, invalid: 0, neverObserved: 0 },
    });
  });
});

describe("contractualStateOf", () => {
  test("a cohort is the same as its customers, in any container", () => {
    const survivors = [5, 3, 3, 2];
    const customers: ContractualCustomer[] = [
      { tenure: 1, churned: true },
      { tenure: 1, churned: true },
      { tenure: 3, churned: true },
      { tenure: 3, churned: false },
      { tenure: 3, churned: false },
    ];
    const state = contractualStateOf(customers);
    function* each(): Generator<ContractualCustomer> {
      yield* customers;
    }
    const sources: ContractualSource[] = [
      survivors,
      Int32Array.from(survivors),
      [{ survivors }],
      new Set([{ survivors }]),
      each(),
    ];
    for (const source of sources) expect(contractualStateOf(source)).toEqual(state);
    expect(contractualStateOf(state)).toBe(state);
  });

  test("cohorts without customers, without renewals, and no cohorts at all", () => {
    expect(contractualStateOf([{ survivors: [0, 0] }, { survivors: [7] }])).toMatchObject({
      churned: [],
      active: [7],
      entered: [7],
    });
    expect(contractualStateOf([])).toEqual(emptyContractualState());
  });

  test.each([
    ["SURVIVORS_INCREASE", [10, 11]],
    ["SURVIVORS_INCREASE", [{ survivors: [10, 8, 9] }]],
    ["COUNT_INVALID", [10, -1]],
    ["COUNT_INVALID", [1, 0.9]],
    ["COUNT_INVALID", [10, NaN]],
    ["COUNT_INVALID", [10, "9"]],
    ["COUNT_INVALID", [2 ** 53, 1]],
    ["COHORT_EMPTY", [{ survivors: [] }]],
    ["COHORT_EMPTY", [{ survivors: null }]],
    ["TENURE_INVALID", [{ start: -1, survivors: [10, 9] }]],
    ["TENURE_INVALID", [{ start: 1.5, survivors: [10, 9] }]],
    ["TENURE_INVALID", [{ start: 100_000, survivors: [10, 9] }]],
    ["SOURCE_INVALID", undefined],
    ["SOURCE_INVALID", null],
    ["SOURCE_INVALID", 12],
    ["SOURCE_INVALID", { survivors: [10, 9] }],
    ["KIND_MISMATCH", { kind: "scores/1 0..10" }],
  ] as const)("%s: %j", (code, source) => {
    expect(codeOf(() => contractualStateOf(source as never))).toBe(code);
  });

  test("customers of a source may throw too", () => {
    const source = [{ tenure: -1, churned: true }];
    expect(contractualStateOf(source).leftOut.invalid).toBe(1);
    expect(codeOf(() => contractualStateOf(source, { onInvalid: "throw" }))).toBe("CUSTOMER_INVALID");
  });

  test.each([
    ["COUNT_INVALID", { churned: [0, -1] }],
    ["COUNT_INVALID", { churned: [0, 0.5], entered: [0.5] }],
    ["STATE_INVALID", { churned: null }],
    ["STATE_INVALID", { leftOut: null }],
    ["STATE_INVALID", { churned: [1], entered: [1] }],
    ["STATE_INVALID", { churned: [0, 2], entered: [1, 1] }],
    ["STATE_INVALID", { active: [2], entered: [1, 1] }],
    ["STATE_INVALID", { entered: [3] }],
    ["STATE_INVALID", { active: new Array(100_002).fill(0) }],
  ] as const)("%s: a state with %j", (code, damage) => {
    expect(codeOf(() => contractualStateOf({ ...emptyContractualState(), ...damage } as never))).toBe(code);
  });

  test("a state whose lists end in zeros is a state", () => {
    const padded = { ...emptyContractualState(), churned: [0, 1, 0, 0], active: [0, 2, 0], entered: [3, 0, 0, 0, 0] };
    expect(contractualStateOf(padded)).toBe(padded);
  });

  test("states that cannot be added, and counts that are too many", () => {
    const { merge, add } = contractualAccumulator();
    const state = contractualStateOf([2 ** 53 - 1, 2 ** 53 - 1]);
    expect(codeOf(() => merge(state, state))).toBe("COUNT_INVALID");
    expect(codeOf(() => add(contractualStateOf([2 ** 53 - 1, 2 ** 53 - 1]), { tenure: 1, churned: false }))).toBe(
      "COUNT_INVALID",
    );
    expect(codeOf(() => merge(state, { ...state, kind: "other/1" }))).toBe("KIND_MISMATCH");
  });
});
