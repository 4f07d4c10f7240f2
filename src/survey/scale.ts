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
  const ends = typeof input === "string" ? (input === "binary" ? ["", 0, 1] : /^(\d+)-(\d+)$/.exec(input)) : input && ["", input.min, input.max];
  const min = Number(ends?.[1] ?? NaN);
  const max = Number(ends?.[2] ?? NaN);
  if (!(Number.isInteger(min) && Number.isInteger(max) && min < max && max - min < MOST_POINTS)) {
    fail("SCALE_INVALID", "Cannot use scale as it must be whole numbers min < max", input);
  }
  return { min, max };
}
