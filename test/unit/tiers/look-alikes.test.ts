import { describe, expect, test } from "vitest";
import { gowerDistance } from "../../../src/tiers/gower-distance.ts";
import { idealProfile } from "../../../src/tiers/ideal-profile.ts";
import { fitScore, lookAlikes } from "../../../src/tiers/look-alikes.ts";

const staff = { name: "staff", type: "number" } as const;
const sector = { name: "sector", type: "category" } as const;

describe("the profile", () => {
  const typical = (values: readonly unknown[], type: "number" | "category") =>
    idealProfile(
      values.map((x) => ({ x })),
      [{ name: "x", type }],
    ).features[0]!;

  test("the median, of an even count the mean of the middle two", () => {
    expect(typical([9, 1, 5], "number")).toMatchObject({ value: 5, min: 1, max: 9, known: 3, missing: 0 });
    expect(typical([4, 1, 9, 2], "number").value).toBe(3);
    expect(typical([-0], "number").value).toBe(0);
  });

  test("the most frequent category, the first of equally frequent ones", () => {
    expect(typical(["b", "a", "b"], "category").value).toBe("b");
    expect(typical(["b", "a", "é", "B"], "category").value).toBe("B");
    expect(typical([true, false, true], "category").value).toBe(true);
    expect(typical(["__proto__", "__proto__", "constructor"], "category").value).toBe("__proto__");
    // Text and flag that read the same: whichever comes first.
    expect(typical([true, "true"], "category").value).toBe(typical(["true", true], "category").value);
  });

  test("what is missing, blank or of the other type is not known", () => {
    const { features, notes, n, leftOut } = idealProfile(
      [{ staff: "12", sector: "" }, { staff: null }, { staff: Number.NaN, sector: {} }, null as never],
      [staff, sector],
    );
    expect(features.map(({ value, known, missing }) => [value, known, missing])).toEqual([
      [null, 0, 3],
      [null, 0, 3],
    ]);
    expect([n, leftOut["row-invalid"]]).toEqual([3, 1]);
    expect(notes).toEqual(["rows-left-out", "few-customers", "features-unknown", "values-invalid"]);
  });

  test("is of own cells, whatever a feature is called", () => {
    const features = ["__proto__", "toString"].map((name) => ({ name, type: "category" }) as const);
    const row = JSON.parse('{"__proto__": "x"}') as object;
    expect(idealProfile([row], features).features.map(({ value }) => value)).toEqual(["x", null]);
  });

  test.each([
    [[]],
    [[staff, staff]],
    [[{ name: "", type: "number" }]],
    [[{ name: "x", type: "text" }]],
    [[{ ...staff, weight: -1 }]],
    [[{ ...staff, weight: Number.NaN }]],
    [[{ ...staff, min: 5, max: 1 }]],
    [[null]],
  ])("features %j throw", (features) => {
    expect(() => idealProfile([], features as never)).toThrow(expect.objectContaining({ code: "FEATURES_INVALID" }));
  });
});

describe("look-alikes", () => {
  const profile = idealProfile(
    [
      { staff: 10, sector: "hotel" },
      { staff: 30, sector: "hotel" },
    ],
    [staff, sector],
  );

  test("nobody", () => {
    expect(lookAlikes([], profile)).toMatchObject({ n: 0, lookAlikes: [], notes: ["no-candidates"] });
  });

  test("ties are by id, though their sums differ in the last digit", () => {
    const three = ["a", "b", "c"].map((name) => ({ name, type: "number", weight: 0.1 }) as const);
    const best = idealProfile([{ a: 0, b: 0, c: 0 }], three);
    const rows = [
      { customerId: "z", a: 0.1, b: 0.2, c: 0 },
      { customerId: "y", a: 0.3, b: 0, c: 0 },
      { customerId: "x", a: 1, b: 1, c: 1 },
      { customerId: "w", a: 0, b: 0.1, c: 0.2 },
    ];
    expect(lookAlikes(rows, best).lookAlikes.map(({ customerId }) => customerId)).toEqual(["w", "y", "z", "x"]);
  });

  test("weights of 0 leave nothing to compare", () => {
    const weightless = idealProfile([{ staff: 3 }], [{ ...staff, weight: 0 }]);
    expect(lookAlikes([{ customerId: "a", staff: 4 }], weightless)).toMatchObject({
      lookAlikes: [{ distance: null, similarity: null, compared: 1 }],
      notes: ["not-comparable"],
    });
  });

  test("candidates widen the range, unless that of the profile is asked for", () => {
    const rows = [
      { customerId: "a", staff: 60, sector: "hotel" },
      { customerId: "b", staff: 40, sector: "hotel" },
    ];
    const widened = lookAlikes(rows, profile);
    expect(widened.lookAlikes.map(({ distance }) => distance)).toEqual([0.2, 0.4]);
    expect(widened.profile.features[0]).toMatchObject({ min: 10, max: 60 });
    expect(profile.features[0]).toMatchObject({ min: 10, max: 30 });
    const kept = lookAlikes(rows, profile, { ranges: "of-profile" });
    expect(kept.lookAlikes.map(({ customerId, distance }) => [customerId, distance])).toEqual([
      ["a", 0.5],
      ["b", 0.5],
    ]);
    expect(kept.notes).toEqual(["beyond-range"]);
  });

  test("bad candidates are counted and listed", () => {
    const rows = [{ customerId: "a" }, { customerId: "a" }, { customerId: 5 }, null] as never;
    const { n, leftOut, findings, notes } = lookAlikes(rows, profile);
    expect([n, findings.length]).toEqual([1, 3]);
    expect(leftOut).toEqual({ "row-invalid": 1, "customer-id-invalid": 1, "duplicate-customer": 1 });
    expect(notes).toEqual(["candidates-left-out", "not-comparable"]);
  });

  test("calls that break the rules", () => {
    expect(() => lookAlikes([], { ...profile, kind: "x" })).toThrow(
      expect.objectContaining({ code: "PROFILE_INVALID" }),
    );
    expect(() => lookAlikes([], { ...profile, features: [{ ...profile.features[0]!, min: 40 }] })).toThrow(
      expect.objectContaining({ code: "PROFILE_INVALID" }),
    );
    expect(() => lookAlikes([], { ...profile, features: [{ ...profile.features[0]!, value: "x" }] })).toThrow(
      expect.objectContaining({ code: "PROFILE_INVALID" }),
    );
    expect(() => lookAlikes([], profile, { ranges: "all" as never })).toThrow(
      expect.objectContaining({ code: "RANGES_UNKNOWN" }),
    );
    expect(() => lookAlikes(null as never, profile)).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
    expect(() => fitScore(null as never, profile)).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
    expect(() => gowerDistance({}, null as never, [staff])).toThrow(
      expect.objectContaining({ code: "SOURCE_INVALID" }),
    );
  });

  test("a stored profile scores a prospect as a look-alike", () => {
    const rows = [
      { customerId: "a", staff: 60, sector: "hotel" },
      { customerId: "b", staff: 45, sector: "bank" },
    ];
    const { lookAlikes: found, profile: widened } = lookAlikes(rows, profile);
    const stored = JSON.parse(JSON.stringify(widened)) as typeof widened;
    expect(stored).toStrictEqual(widened);
    for (const row of rows) {
      const { value, distance } = fitScore(row, stored);
      const known = found.find(({ customerId }) => customerId === row.customerId)!;
      expect([value, distance]).toEqual([known.similarity, known.distance]);
    }
  });

  test("a prospect of whom little is known, and one beyond all that was seen", () => {
    expect(fitScore({}, profile)).toMatchObject({
      value: null,
      missing: ["staff", "sector"],
      notes: ["not-comparable"],
    });
    expect(fitScore({ staff: 1e9, sector: "hotel" }, profile)).toMatchObject({ value: 0.5, notes: ["beyond-range"] });
    expect(fitScore({ staff: "20", sector: "hotel" }, profile).notes).toEqual([
      "some-features-missing",
      "values-invalid",
    ]);
  });

  test("a range of one point: the same or not", () => {
    const one = idealProfile([{ staff: 5 }], [staff]);
    expect(fitScore({ staff: 5 }, one).value).toBe(1);
    expect(fitScore({ staff: 6 }, one).value).toBe(0);
  });
});
