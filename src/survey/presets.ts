import type { CesOptions } from "./ces.ts";
import type { CsatOptions } from "./csat.ts";
import type { NpsDefinition } from "./nps.ts";

/** Options without the accessor, so that they go with any rows. */
export type Preset<Options> = Readonly<Omit<Options, "read">>;

/**
 * NPS as products and authors define it, for the `definition` option of `nps`.
 *
 * - `standard`: 0–6, 7–8, 9–10 (Reichheld 2003).
 * - `european`: 0–5, 6–7, 8–10, met in use where a 9 is rare; no primary source is known.
 * - `fivePoint`: 1–3, 4, 5 on a five-point question, met in use; no primary source is known.
 * - `customerGaugeSummary`: standard, but over all responses, skipped ones included.
 *
 * @see CustomerGauge help, article 5000782949 (NPS summary over responses).
 *
 * @example The same answers, three scores
 * ```ts
 * import { nps, npsPresets } from "customer-metrics";
 *
 * const answers = [10, 9, 3, null, 8];
 * nps(answers, { definition: npsPresets.standard }).value; // => 25
 * nps(answers, { definition: npsPresets.european }).value; // => 50
 * nps(answers, { definition: npsPresets.customerGaugeSummary }).value; // => 20
 * ```
 */
export const npsPresets: {
  readonly [Name in "standard" | "european" | "fivePoint" | "customerGaugeSummary"]: NpsDefinition;
} = {
  standard: { scale: { min: 0, max: 10 }, detractorTo: 6, passiveTo: 8, denominator: "answers" },
  european: { scale: { min: 0, max: 10 }, detractorTo: 5, passiveTo: 7, denominator: "answers" },
  fivePoint: { scale: { min: 1, max: 5 }, detractorTo: 3, passiveTo: 4, denominator: "answers" },
  customerGaugeSummary: { scale: { min: 0, max: 10 }, detractorTo: 6, passiveTo: 8, denominator: "responses" },
};

/**
 * CSAT as products define it, as options of `csat`.
 *
 * - `delighted`, `chatwoot`, `zendeskFivePoint`: 4 and 5 of 1–5.
 * - `zendesk`: good of good and bad, as 1 and 0; tickets that were offered no rating, or not answered, are skipped.
 * - `hubspot`: 2 of 0, 1, 2 (happy, neutral, unhappy).
 * - `posthogThumbs`: 1 is up and 2 is down: reversed against every other scale.
 * - `posthogSevenPoint`: 5–7 positive, 4 neutral, 1–3 negative.
 *
 * @see Delighted help, article 533; Zendesk developer reference, satisfaction ratings; HubSpot knowledge
 *   base, feedback submission properties; PostHog and Chatwoot source code.
 *
 * @example
 * ```ts
 * import { csat, csatPresets } from "customer-metrics";
 *
 * csat([0, 1, 2, 2, 1, 2], csatPresets.hubspot).value; // => 0.5
 * csat([1, 1, 2, 1], csatPresets.posthogThumbs).value; // => 0.75
 * ```
 */
export const csatPresets: {
  readonly [Name in
    | "delighted"
    | "chatwoot"
    | "zendesk"
    | "zendeskFivePoint"
    | "hubspot"
    | "posthogThumbs"
    | "posthogSevenPoint"]: Preset<CsatOptions>;
} = {
  delighted: { scale: "1-5", topBox: 2 },
  chatwoot: { scale: "1-5", topBox: 2 },
  zendesk: { scale: "binary", topBox: 1 },
  zendeskFivePoint: { scale: "1-5", topBox: 2, bottomBox: 3 },
  hubspot: { scale: { min: 0, max: 2 }, topBox: 1 },
  posthogThumbs: { scale: { min: 1, max: 2 }, topBox: 1, direction: "low-is-good" },
  posthogSevenPoint: { scale: "1-7", topBox: 3 },
};

/**
 * CES as authors and products define it, as options of `ces`.
 *
 * - `ces1`: effort from 1 (very low) to 5 (very high), 2010; reflected, so that more is easier.
 * - `ces2`: agreement with "made it easy", 1–7, mean; easy is 5–7, difficult 1–3 (2013).
 * - `delighted`: share of 4 and 5 on 1–5.
 * - `hubspot`: 6–7 less 1–3 on 1–7, in points.
 * - `cysIndex`: 6–7 less 1–3 on 1–7, in points.
 *
 * @see Dixon, Toman and DeLisi, "The Effortless Experience", 2013; Delighted help, article 249; CYS
 *   support, article 3000095531; HubSpot knowledge base, feedback submission properties.
 *
 * @example
 * ```ts
 * import { ces, cesPresets } from "customer-metrics";
 *
 * ces([7, 6, 5, 3], cesPresets.ces2).value; // => 5.25
 * ces([7, 6, 5, 3], cesPresets.cysIndex).value; // => 25
 * ```
 */
export const cesPresets: {
  readonly [Name in "ces1" | "ces2" | "delighted" | "hubspot" | "cysIndex"]: Preset<CesOptions>;
} = {
  ces1: { scale: "1-5", direction: "low-is-easy", easyFrom: 4, difficultTo: 2 },
  ces2: { scale: "1-7", direction: "high-is-easy", easyFrom: 5, difficultTo: 3 },
  delighted: { scale: "1-5", direction: "high-is-easy", easyFrom: 4, difficultTo: 2, value: "easy-share" },
  hubspot: { scale: "1-7", direction: "high-is-easy", easyFrom: 6, difficultTo: 3, value: "net-easy" },
  cysIndex: { scale: "1-7", direction: "high-is-easy", easyFrom: 6, difficultTo: 3, value: "net-easy" },
};
