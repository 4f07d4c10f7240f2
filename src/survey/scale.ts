import { fail } from "../core/metric-error.ts";
import type { Scale } from "../model/scale.ts";

/**
 * A scale by name, or any other by its ends. `"binary"` is 0 for no and 1 for yes.
 *
 * The scale is never guessed from the data: a 1–5 question answered only with 4 and 5 looks like many others.
 */
export type ScaleInput = "0-10" | "1-3" | "1-5" | "1-7" | "1-10" | "binary" | Scale;

/** The most points that a scale may have, so that a state stays small. */
const MOST_POINTS = 1001;

/**
 * The ends of a scale.
 *
 * @throws {@link MetricError} `SCALE_INVALID` unless both ends are whole numbers, `min` is less than
 *   `max`, and there are no more than 1001 points
 */
export function resolveScale(input: ScaleInput): Scale {
  const named = typeof input === "string";
  const [min, max] = (
    input === "binary" ? [0, 1] : named ? input.split("-").map(Number) : [input?.min, input?.max]
  ) as [number, number];
  // A name must be spelt as we would, or "1-5-7" would pass.
  const spelt = !named || input === "binary" || input === `${min}-${max}`;
  if (!(spelt && max - min > 0 && max - min < MOST_POINTS && min % 1 === 0 && max % 1 === 0)) {
    fail("SCALE_INVALID", "Cannot use scale as it must have whole numbers min < max", input);
  }
  // Adding 0 turns -0 into 0, which is what JSON makes of it.
  return { min: min + 0, max: max + 0 };
}
