import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Customer } from "../../../src/model/customer.ts";
import type { Interaction } from "../../../src/model/interaction.ts";
import type { JourneyDefinition, JourneyInstance } from "../../../src/model/journey.ts";
import type { CustomerPromise } from "../../../src/model/promise.ts";
import type { ServicePersonality, TraitRating } from "../../../src/model/service-personality.ts";
import type { SurveyResponse } from "../../../src/model/survey-response.ts";
import type { Touchpoint } from "../../../src/model/touchpoint.ts";
import { migrateDataset } from "../../../src/schema/migrate-dataset.ts";

/** The sample as the model has it, and as it was written: there the value of a journey is in major units. */
export interface JourneySample {
  readonly raw: { readonly [list: string]: readonly unknown[] } & { readonly journeys: readonly JourneyInstance[] };
  readonly customers: readonly (Customer & { readonly business: string })[];
  readonly touchpoints: readonly Touchpoint[];
  readonly definitions: readonly JourneyDefinition[];
  readonly interactions: readonly Interaction[];
  readonly promises: readonly CustomerPromise[];
  readonly responses: readonly SurveyResponse[];
  readonly personality: ServicePersonality;
  readonly traitRatings: readonly TraitRating[];
}

const read = new Map<string, JourneySample>();

/** Reads the folder that a case names, once. */
export function journeySample(folder: string, data: string): JourneySample {
  const path = resolve(folder, data);
  let sample = read.get(path);
  if (sample === undefined) read.set(path, (sample = readSample(path)));
  return sample;
}

/** Definitions stand in a file of their own; in the draft they share a table with what they define. */
function readSample(path: string): JourneySample {
  const bundle = parse(resolve(path, "bundle.json"));
  const given = parse(resolve(path, "definitions.json"));
  const { dataset } = migrateDataset({
    ...given,
    ...bundle,
    journeys: [...rows(given, "journeys"), ...rows(bundle, "journeys")],
    promises: [...rows(given, "promises"), ...rows(bundle, "promises")],
  });
  return {
    ...(dataset as unknown as Omit<JourneySample, "raw" | "customers" | "definitions" | "personality">),
    raw: bundle as unknown as JourneySample["raw"],
    customers: rows(bundle, "customers") as JourneySample["customers"],
    definitions: dataset["journeyDefinitions"] as readonly JourneyDefinition[],
    personality: dataset["servicePersonality"] as ServicePersonality,
  };
}

type Json = { readonly [key: string]: unknown };

function parse(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8")) as Json;
}

function rows(json: Json, list: string): readonly unknown[] {
  return json[list] as readonly unknown[];
}
