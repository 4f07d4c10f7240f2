import { importancePerformance, type ValueCriterion } from "../../../src/tiers/importance-performance.ts";
import type { Crosshair } from "../../../src/tiers/importance-performance-quadrants.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly criteria: readonly ValueCriterion[];
  readonly crosshair?: "means" | Crosshair;
}

/** Customers' criteria by importance and performance. */
export const importancePerformanceOracle: Adapter = ({ inputs }) => {
  const { criteria, crosshair } = inputs as Inputs;
  return importancePerformance(criteria, { crosshair });
};
