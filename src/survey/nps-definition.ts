import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { type NpsDefinition, type NpsOptions, standardNps } from "./nps.ts";
import { resolveScale, type ScaleInput } from "./scale.ts";

/** What {@link npsDefinition} is told. */
export interface NpsDefinitionOptions {
  /**
   * The answers that the question allows.
   * @defaultValue `"0-10"`
   */
  readonly scale?: ScaleInput | undefined;
  /**
   * The highest answer of a detractor.
   * @defaultValue `6` on `"0-10"` and `"1-10"`; else it must be given
   */
  readonly detractorTo?: number | undefined;
  /**
   * The highest answer of a passive; promoters are above it.
   * @defaultValue `8` on `"0-10"` and `"1-10"`; else it must be given
   */
  readonly passiveTo?: number | undefined;
  /**
   * What the score is a share of: the answers, or all responses including skipped ones, which then count as passives.
   * @defaultValue `"answers"`
   */
  readonly denominator?: "answers" | "responses" | undefined;
}

/**
 * Another NPS than the standard one: another scale, other thresholds, another denominator.
 *
 * @param options - see {@link NpsDefinitionOptions}
 * @returns a value for the `definition` option of `nps`, which is in every result too
 * @throws {@link MetricError} `SCALE_INVALID`; `THRESHOLDS_REQUIRED` on a scale on which custom does not
 *   settle them; `THRESHOLDS_INVALID` unless they are whole and min ≤ detractorTo ≤ passiveTo < max;
 *   `DENOMINATOR_INVALID`
 *
 * @example A five-point question
 * ```ts
 * import { nps, npsDefinition } from "customer-metrics";
 *
 * const fivePoint = npsDefinition({ scale: "1-5", detractorTo: 3, passiveTo: 4 });
 * nps([5, 4, 5, 2], { definition: fivePoint }).value; // => 25
 * ```
 */
export function npsDefinition(options: NpsDefinitionOptions = {}): NpsDefinition {
  const scale = resolveScale(options.scale ?? "0-10");
  const { min, max } = scale;
  const customary = max === 10 && (min === 0 || min === 1);
  const {
    detractorTo = customary ? 6 : undefined,
    passiveTo = customary ? 8 : undefined,
    denominator = "answers",
  } = options;
  if (detractorTo === undefined || passiveTo === undefined) {
    return fail(
      "THRESHOLDS_REQUIRED",
      "Cannot guess thresholds as detractorTo and passiveTo must be given on this scale",
      scale,
    );
  }
  if (
    !(
      Number.isInteger(detractorTo) &&
      Number.isInteger(passiveTo) &&
      min <= detractorTo &&
      detractorTo <= passiveTo &&
      passiveTo < max
    )
  ) {
    fail(
      "THRESHOLDS_INVALID",
      "Cannot use thresholds as they must be whole and min <= detractorTo <= passiveTo < max",
      [detractorTo, passiveTo],
    );
  }
  checkChoice("DENOMINATOR_INVALID", "denominator", denominator, ["answers", "responses"]);
  return { scale, detractorTo, passiveTo, denominator };
}

/**
 * The definition asked for, where nothing is known of the weight of those who skipped the question.
 *
 * @throws {@link MetricError} `DENOMINATOR_INVALID` when it is a share of the responses
 */
export function definitionOverAnswers({ definition = standardNps() }: Pick<NpsOptions, "definition">): NpsDefinition {
  if (definition.denominator !== "answers") {
    fail(
      "DENOMINATOR_INVALID",
      'Cannot weigh skipped answers as denominator must be "answers"',
      definition.denominator,
    );
  }
  return definition;
}
