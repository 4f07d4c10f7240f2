/** The two ends of an interval, in the unit of what it is about. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}
