import { attribution } from "../../../src/journey/attribution.ts";
import type { AttributionJourney } from "../../../src/journey/attribution-journey.ts";
import type { AttributionModel } from "../../../src/journey/attribution-rules.ts";
import { markovAttribution } from "../../../src/journey/markov-attribution.ts";
import type { ConversionPath } from "../../../src/journey/markov-paths.ts";
import { shapleyAttribution } from "../../../src/journey/shapley-attribution.ts";
import { shapleyValue } from "../../../src/journey/shapley-game.ts";
import type { Adapter } from "../adapter.ts";

interface HeuristicInputs {
  readonly model: AttributionModel;
  readonly options: {
    readonly first?: number;
    readonly last?: number;
    readonly halfLifeHours?: number;
    readonly lookbackHours?: number;
  };
  readonly journeys: readonly AttributionJourney[];
}

/** Credits by a rule. */
export const attributionHeuristic: Adapter = ({ inputs }) => {
  const { model, options, journeys } = inputs as HeuristicInputs;
  const { first: firstShare, last: lastShare, halfLifeHours, lookbackHours } = options;
  return attribution(journeys, { model, firstShare, lastShare, halfLifeHours, lookbackHours });
};

/** Credits by removal effect. */
export const attributionMarkov: Adapter = ({ inputs }) => {
  const { paths } = inputs as { readonly paths: readonly ConversionPath[] };
  const result = markovAttribution(paths);
  return {
    ...result,
    transitions: result.transitions.map(({ from, to, end, ...step }) => ({
      ...step,
      from: from ?? "(start)",
      to: to ?? `(${end})`,
    })),
  };
};

/** Credits by Shapley value, of paths and of a table of coalitions. */
export const attributionShapley: Adapter = ({ inputs }) => {
  const { game, paths, players, worth } = inputs as {
    readonly game: string;
    readonly paths: readonly ConversionPath[];
    readonly players: readonly string[];
    readonly worth: { readonly [coalition: string]: number };
  };
  if (game !== "table") return shapleyAttribution(paths);
  const table = Object.entries(worth).map(([names, value]) => ({ coalition: names.split("+"), worth: value }));
  return { ...shapleyValue(players, table), unattributed: 0 };
};
