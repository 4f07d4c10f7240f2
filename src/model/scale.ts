/** The answers that a question allows: whole numbers (or, where a reader allows it, fractions) from `min` to `max`. */
export interface Scale {
  /** The lowest answer. */
  readonly min: number;
  /** The highest answer. */
  readonly max: number;
}
