import { fail } from "../core/metric-error.ts";

/** How the credit of a conversion is shared among its touches. */
export type AttributionModel = "first" | "last" | "lastNonDirect" | "linear" | "position" | "timeDecay";

/** How credit is shared out. */
export interface AttributionOptions {
  /** The rule. */
  readonly model: AttributionModel;
  /**
   * What is shared out: the value of each conversion, or 1 for each.
   * @defaultValue `"value"`
   */
  readonly credit?: "value" | "conversions" | undefined;
  /** Touches longer before the conversion than these hours get nothing; exactly as long before, they count. All where absent. */
  readonly lookbackHours?: number | undefined;
  /**
   * Of `lastNonDirect`: channels that get credit only where a journey has no other.
   * @defaultValue `["direct"]`
   */
  readonly directChannels?: readonly string[] | undefined;
  /**
   * Of `position`: the share of the first touch.
   * @defaultValue 0.4
   */
  readonly firstShare?: number | undefined;
  /**
   * Of `position`: the share of the last touch; what is left goes to those between.
   * @defaultValue 0.4
   */
  readonly lastShare?: number | undefined;
  /**
   * Of `timeDecay`: after how many hours a touch counts half.
   * @defaultValue 168
   */
  readonly halfLifeHours?: number | undefined;
}

/** What decides who gets how much, in full. Parameters of other models are `null`. */
export interface AttributionDefinition {
  /** The rule. */
  readonly model: AttributionModel;
  /** What is shared out. */
  readonly credit: "value" | "conversions";
  /** `null`: however long before. */
  readonly lookbackHours: number | null;
  /** Of `lastNonDirect`. */
  readonly directChannels: readonly string[] | null;
  /** Of `position`. */
  readonly firstShare: number | null;
  /** Of `position`. */
  readonly lastShare: number | null;
  /** Of `timeDecay`. */
  readonly halfLifeHours: number | null;
}

/**
 * The options with their defaults.
 *
 * @throws {@link MetricError} `MODEL_UNKNOWN`, `OPTIONS_INVALID`, `LOOKBACK_INVALID`, `POSITION_SHARES_INVALID`, `HALF_LIFE_INVALID`
 */
export function attributionRules(options: AttributionOptions): AttributionDefinition {
  if (typeof options !== "object" || options === null) {
    fail("OPTIONS_INVALID", "Cannot share credit as options must name a model", options);
  }
  const { model, credit = "value", lookbackHours = null } = options;
  if (!["first", "last", "lastNonDirect", "linear", "position", "timeDecay"].includes(model)) {
    fail(
      "MODEL_UNKNOWN",
      'Cannot share credit as model must be "first", "last", "lastNonDirect", "linear", "position" or "timeDecay"',
      model,
    );
  }
  if (credit !== "value" && credit !== "conversions") {
    fail("OPTIONS_INVALID", 'Cannot share credit as credit must be "value" or "conversions"', credit);
  }
  if (lookbackHours !== null && !(Number.isFinite(lookbackHours) && lookbackHours >= 0)) {
    fail("LOOKBACK_INVALID", "Cannot look back as lookbackHours must be 0 or more", lookbackHours);
  }
  for (const [name, owner] of parameters) {
    if (options[name] !== undefined && model !== owner) {
      fail("OPTIONS_INVALID", `Cannot use ${name} as only model ${owner} has it`, model);
    }
  }
  const { firstShare = 0.4, lastShare = 0.4, halfLifeHours = 168, directChannels = ["direct"] } = options;
  if (!(firstShare >= 0 && lastShare >= 0 && firstShare + lastShare > 0 && firstShare + lastShare <= 1)) {
    fail(
      "POSITION_SHARES_INVALID",
      "Cannot share credit as firstShare and lastShare must be 0 or more and add up to more than 0 and at most 1",
      [firstShare, lastShare],
    );
  }
  if (!(Number.isFinite(halfLifeHours) && halfLifeHours > 0)) {
    fail("HALF_LIFE_INVALID", "Cannot share credit as halfLifeHours must be above 0", halfLifeHours);
  }
  if (!Array.isArray(directChannels) || !directChannels.every((channel) => typeof channel === "string")) {
    fail("OPTIONS_INVALID", "Cannot share credit as directChannels must be names of channels", directChannels);
  }
  return {
    model,
    credit,
    lookbackHours,
    directChannels: model === "lastNonDirect" ? [...new Set(directChannels)].sort() : null,
    firstShare: model === "position" ? firstShare : null,
    lastShare: model === "position" ? lastShare : null,
    halfLifeHours: model === "timeDecay" ? halfLifeHours : null,
  };
}

const parameters = [
  ["directChannels", "lastNonDirect"],
  ["firstShare", "position"],
  ["lastShare", "position"],
  ["halfLifeHours", "timeDecay"],
] as const;
