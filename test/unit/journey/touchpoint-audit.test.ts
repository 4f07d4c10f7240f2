import { describe, expect, test } from "vitest";
import { touchpointAudit } from "../../../src/journey/touchpoint-audit.ts";
import { touchpointAuditTemplate } from "../../../src/journey/touchpoint-audit-template.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const places = [
  { id: "queue" },
  { id: "letters", ownerTeam: "post" },
  { id: "__proto__", ownership: "partner" as const },
];

describe("touchpointAudit", () => {
  test("nobody looked is null, not 0", () => {
    const audit = touchpointAudit(places, []);
    expect(audit).toMatchObject({ value: null, coverage: 0, unaudited: ["queue", "letters", "__proto__"], gaps: [] });
    expect(audit.notes).toContain("nothing-audited");
    expect(touchpointAudit([], [])).toMatchObject({ value: null, coverage: null, touchpointCount: 0 });
  });

  test("every line is used or counted", () => {
    const line = { touchpointId: "queue", valueId: "respect", demonstrated: 0.5 };
    const audit = touchpointAudit(
      [...places, { id: "queue" }, { id: "desk", audience: "internal" }],
      [
        line,
        { ...line, demonstrated: null },
        { ...line, touchpointId: "desk" },
        { ...line, valueId: "speed" },
        { ...line, demonstrated: 2 },
        { ...line, demonstrated: Number.NaN },
        { ...line, weight: -1 },
        { ...line, weight: Number.POSITIVE_INFINITY },
      ],
      { values: [{ id: "respect", weight: 2 }], audience: "external" },
    );
    expect(audit).toMatchObject({ n: 1, value: 0.5, gaps: [{ weight: 2, gap: 1 }] });
    expect(audit.leftOut).toEqual({
      notAudited: 1,
      unknownTouchpoint: 1,
      unknownValue: 1,
      invalidFinding: 2,
      invalidWeight: 2,
      otherAudience: 1,
      duplicateTouchpoint: 1,
    });
  });

  test("weights of 0 leave no figure", () => {
    const audit = touchpointAudit(places, [{ touchpointId: "queue", valueId: "v", demonstrated: 1, weight: 0 }]);
    expect(audit).toMatchObject({ value: null, auditedCount: 1 });
    expect(audit.notes).toContain("all-weights-0");
  });

  test("a value may be called __proto__; values without a finding stay in the list; partners' touchpoints are not unowned", () => {
    const audit = touchpointAudit(places, [{ touchpointId: "__proto__", valueId: "__proto__", demonstrated: 0 }], {
      values: [{ id: "z" }, { id: "__proto__" }],
    });
    expect(audit.values).toEqual([
      { valueId: "z", n: 0, demonstrated: null, gap: 0 },
      { valueId: "__proto__", n: 1, demonstrated: 0, gap: 1 },
    ]);
    expect(audit.unowned).toEqual(["queue"]);
    expect(notPlainJson(audit)).toEqual([]);
  });

  test("equal gaps of one touchpoint and value stay in the order of the list", () => {
    const line = { touchpointId: "queue", valueId: "v", weight: 1 };
    const audit = touchpointAudit(places, [
      { ...line, demonstrated: 0.5, weight: 2 },
      { ...line, demonstrated: 0 },
    ]);
    expect(audit.gaps.map(({ weight }) => weight)).toEqual([2, 1]);
  });

  test("a bad call says so", () => {
    expect(() => touchpointAudit("queue" as never, [])).toThrow("Cannot audit touchpoints");
    expect(() => touchpointAudit([], null as never)).toThrow("Cannot audit lines");
    expect(() => touchpointAudit([], [], { audience: "all" as never })).toThrow("Cannot use audience");
    expect(() => touchpointAudit([], [], { values: [{ id: "v", weight: -1 }] })).toThrow("Cannot use weight");
  });

  test("a template that is not filled in is counted as not audited", () => {
    const lines = touchpointAuditTemplate(places, [
      { id: "respect", name: "Respect" },
      { id: "speed", weight: 2 },
    ]);
    expect(lines).toHaveLength(6);
    expect(lines[1]).toEqual({
      touchpointId: "queue",
      touchpoint: "queue",
      valueId: "speed",
      value: "speed",
      questions: [],
      demonstrated: null,
      weight: 2,
    });
    expect(touchpointAudit(places, lines)).toMatchObject({ n: 0, value: null, leftOut: { notAudited: 6 } });
  });
});
