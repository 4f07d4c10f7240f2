import { datasetSchema, interactionSchema, validateDataset } from "customer-metrics/schema";
import * as z from "zod";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const many = 100_000;

/** Interactions of a thousand customers within a year; every `badEvery`-th has an emotion that is off its scale. */
function interactions(badEvery: number): readonly object[] {
  const next = generator(4);
  const start = Date.UTC(2024, 0);
  return Array.from({ length: many }, (_, at) => {
    const ms = start + (next() % 31_000_000) * 1000;
    return {
      id: `ix-${at}`,
      customerId: `c${next() % 1000}`,
      touchpointId: `t${next() % 30}`,
      channel: "web",
      initiator: "customer",
      startedAt: isoText(ms),
      endedAt: isoText(ms + (next() % 3_600_000)),
      emotion: at % badEvery === 0 ? 3 : (next() % 5) - 2,
      personalised: next() % 2 === 0,
      extraMileMinutes: next() % 5,
      ownerTeam: "desk",
    };
  });
}

function isoText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}

function datasetOf(rows: readonly object[]): object {
  return {
    schemaVersion: "1.0",
    asOf: "2024-12-31T18:00:00+00:00",
    customers: Array.from({ length: 1000 }, (_, at) => ({ id: `c${at}`, status: "active" })),
    touchpoints: Array.from({ length: 30 }, (_, at) => ({ id: `t${at}`, name: `T${at}`, kind: "human" })),
    interactions: rows,
  };
}

/** Parsing and validating the journey model, beside Zod without the rules of the model. */
export const journeySchema: readonly Comparison[] = [
  {
    name: "1e5 interactions by Zod",
    baseline: "the same keys without rules",
    limit: 2,
    prepare: () => {
      const rows = interactions(many + 1).map((row) => ({ ...row, emotion: 1 }));
      const bare = z.strictObject({ ...interactionSchema.shape });
      return {
        ours: () => rows.reduce((good, row) => good + Number(interactionSchema.safeParse(row).success), 0),
        baseline: () => rows.reduce((good, row) => good + Number(bare.safeParse(row).success), 0),
        agree: (ours, baseline) => ours === many && baseline === many,
      };
    },
  },
  {
    name: "validateDataset of 1e5 rows",
    baseline: "datasetSchema.safeParse",
    prepare: () => {
      const dataset = datasetOf(interactions(many + 1).slice(1));
      return {
        ours: () => validateDataset(dataset).errors,
        baseline: () => (datasetSchema.safeParse(dataset).success ? 0 : 1),
        agree: (ours, baseline) => ours === 0 && baseline === 0,
      };
    },
  },
  {
    name: "validateDataset, 1e3 of 1e5 bad",
    baseline: "datasetSchema.safeParse",
    prepare: () => {
      const dataset = datasetOf(interactions(100).map((row, at) => (at % 100 === 0 ? { ...row, effort: 1.5 } : row)));
      return {
        ours: () => validateDataset(dataset).errors,
        baseline: () => datasetSchema.safeParse(dataset).error?.issues.length,
        // Zod does not know the scale of the data set.
        agree: (ours, baseline) => ours === 2000 && baseline === 1000,
      };
    },
  },
];
