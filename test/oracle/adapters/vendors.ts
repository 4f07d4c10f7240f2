import { ces, cesPresets, csat, csatPresets, nps, npsPresets, toPercent } from "../../../src/index.ts";
import type { Adapter } from "../adapter.ts";

type Scores = readonly (number | null)[];

const asCsat =
  (preset: (typeof csatPresets)[keyof typeof csatPresets]) =>
  (scores: Scores): unknown => {
    const result = csat(scores, preset);
    const share = toPercent(result.value);
    const { satisfied, neutral, dissatisfied } = result;
    return {
      score: share,
      positiveShare: share,
      positive: satisfied,
      neutral,
      negative: dissatisfied,
      promoters: satisfied,
      passives: neutral,
      detractors: dissatisfied,
      denominator: result.n,
    };
  };

const asNps =
  (preset: (typeof npsPresets)[keyof typeof npsPresets]) =>
  (scores: Scores): unknown => {
    const result = nps(scores, { definition: preset });
    return { ...result, score: result.value, denominator: result.n };
  };

const asCes =
  (preset: (typeof cesPresets)[keyof typeof cesPresets]) =>
  (scores: Scores): unknown => {
    const result = ces(scores, preset);
    return { score: result.unit === "proportion" ? toPercent(result.value) : result.value, denominator: result.n };
  };

/** Which preset of the library is the definition of which product, by the beginning of the case's name. */
const products: { readonly [product: string]: (scores: Scores) => unknown } = {
  "chatwoot-csat": asCsat(csatPresets.chatwoot),
  "delighted-csat": asCsat(csatPresets.delighted),
  "delighted-ces": asCes(cesPresets.delighted),
  "delighted-nps": asNps(npsPresets.standard),
  "zendesk-5pt": asCsat(csatPresets.zendeskFivePoint),
  "zendesk-good-bad": asCsat(csatPresets.zendesk),
  "hubspot-csat": asCsat(csatPresets.hubspot),
  "hubspot-ces": asCes(cesPresets.hubspot),
  "hubspot-nps": asNps(npsPresets.standard),
  "cys-ces7": asCes(cesPresets.cysIndex),
  "posthog-thumbs": asCsat(csatPresets.posthogThumbs),
  "posthog-seven": asCsat(csatPresets.posthogSevenPoint),
  "posthog-nps": asNps(npsPresets.standard),
  "formbricks-nps-dashboard": asNps(npsPresets.standard),
  "formbricks-nps-summary": asNps(npsPresets.customerGaugeSummary),
  "customergauge-nps-summary": asNps(npsPresets.customerGaugeSummary),
};

/** The same answers under the definitions of real products; one that has no preset is unsupported. */
export const vendorDefinitions: Adapter = ({ id, inputs }) => {
  const product = Object.keys(products).find((name) => id.startsWith(name));
  return product && products[product]!((inputs as { scores: Scores }).scores);
};
