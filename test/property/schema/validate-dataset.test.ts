import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src/model/dataset.ts";
import { redact } from "../../../src/schema/redact.ts";
import { validateDataset } from "../../../src/schema/validate-dataset.ts";

const asOf = "2024-12-31T18:00:00+00:00";
const good = {
  customerId: "c1",
  touchpointId: "desk",
  channel: "web",
  initiator: "customer",
  startedAt: "2024-03-30T10:00:00Z",
  endedAt: "2024-03-30T10:09:00Z",
  emotion: 1,
  effort: 6,
};
/** What is done to a row, and what is found of it: each is about fields of its own. */
const spoilings: readonly [change: object, path: string, code: string][] = [
  [{ customerId: "" }, "customerId", "empty-string"],
  [{ touchpointId: "roof" }, "touchpointId", "unknown-reference"],
  [{ initiator: "robot" }, "initiator", "unknown-enum"],
  [{ endedAt: "2024-03-30T09:00:00Z" }, "endedAt", "end-before-start"],
  [{ emotion: 3 }, "emotion", "out-of-range"],
  [{ effort: 1.5 }, "effort", "not-integer"],
  [{ emotoin: 2 }, "emotoin", "unknown-key"],
  [{ phone: "1" }, "phone", "personal-data"],
];
const spoiledRows = fc.array(fc.subarray(Array.from(spoilings.keys())), { maxLength: 12 });

const datasetOf = (rows: readonly (readonly number[])[]) => ({
  schemaVersion: "1.0",
  asOf,
  touchpoints: [{ id: "desk", name: "Check-in", kind: "human" }],
  interactions: rows.map((row, at) =>
    Object.assign({ id: `i${at}`, ...good }, ...row.map((which) => spoilings[which]![0])),
  ),
});

describe("validateDataset", () => {
  test("finds of each row what was done to it: no row hides another, no field hides another", () => {
    fc.assert(
      fc.property(spoiledRows, (rows) => {
        const { findings, lists } = validateDataset(datasetOf(rows));
        const known = rows.flatMap((row, index) =>
          row.map((which) => `${index} ${spoilings[which]!.slice(1).join(" ")}`),
        );
        expect(findings.map(({ index, path, code }) => `${index} ${path} ${code}`).toSorted()).toEqual(
          known.toSorted(),
        );
        expect(lists[1]).toEqual({
          list: "interactions",
          rows: rows.length,
          clean: rows.filter(({ length }) => length === 0).length,
        });
        expect(findings.map(({ index }) => index)).toEqual(
          findings.map(({ index }) => index!).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  test("takes anything, and answers in plain JSON that adds up", () => {
    const anyRow = fc.oneof(
      fc.anything(),
      fc.dictionary(
        fc.constantFrom("id", "at", "score", "scale", "channels", "evidence", "startedAt", "renegotiatedFrom"),
        fc.anything(),
      ),
    );
    const lists = fc.dictionary(
      fc.constantFrom(
        "schemaVersion",
        "asOf",
        "scales",
        "customers",
        "touchpoints",
        "journeyDefinitions",
        "interactions",
        "promises",
        "responses",
        "transactions",
        "extensions",
        "servicePersonality",
      ),
      fc.oneof(fc.anything(), fc.array(anyRow)),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), lists), (input) => {
        const found = validateDataset(input);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        expect(found.errors + found.warnings).toBe(found.findings.length);
        expect(found.isValid).toBe(found.errors === 0);
        for (const { list, rows, clean } of found.lists) {
          const bad = new Set(
            found.findings
              .filter((finding) => finding.list === list && finding.index !== null)
              .map(({ index }) => index),
          );
          expect(clean + bad.size).toBe(rows);
        }
      }),
    );
  });
});

test("redact leaves nothing to redact, and no finding more", () => {
  fc.assert(
    fc.property(spoiledRows, (rows) => {
      const dataset = datasetOf(rows) as unknown as Dataset;
      const once = redact(dataset);
      expect(redact(once)).toEqual(once);
      const ofText = new Set(["unknown-key", "personal-data"]);
      const left = validateDataset(dataset).findings.filter(({ code }) => !ofText.has(code));
      expect(validateDataset(once).findings).toEqual(left);
    }),
  );
});
