import { journeyFunnel } from "../../../src/journey/funnel.ts";
import { pathFrequency } from "../../../src/journey/path-frequency.ts";
import type { PathTransform } from "../../../src/journey/path-transform.ts";
import { transitionMatrix } from "../../../src/journey/transition-matrix.ts";
import type { JourneyEvent } from "../../../src/journey/event-row.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly events: readonly JourneyEvent[];
  readonly steps: readonly string[];
  readonly mode: "loose" | "strict";
  readonly windowHours: number | null;
  readonly transform: PathTransform;
  readonly top: number | null;
}

/** Ordered funnels. */
export const funnelOracle: Adapter = ({ inputs }) => {
  const { events, ...options } = inputs as Inputs;
  const funnel = journeyFunnel(events, options);
  return {
    ...funnel,
    overall: funnel.value,
    steps: funnel.steps.map((step) => ({
      ...step,
      droppedBeforeThis: step.droppedBefore,
      medianHoursFromPrevious: step.timeFromPrevious.medianHours,
    })),
  };
};

/** Which step follows which. */
export const transitionMatrixOracle: Adapter = ({ inputs }) => {
  const matrix = transitionMatrix((inputs as Inputs).events);
  return {
    cases: matrix.n,
    transitions: matrix.transitions.map((transition) => ({
      ...transition,
      from: transition.from ?? "(start)",
      to: transition.to ?? "(end)",
    })),
  };
};

/** Which ways cases go. */
export const pathFrequencyOracle: Adapter = ({ inputs }) => {
  const { events, transform, top } = inputs as Inputs;
  const result = pathFrequency(events, { transform, top });
  return { ...result, cases: result.n };
};
