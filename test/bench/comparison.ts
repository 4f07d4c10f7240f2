/** A call of the library beside what one would do without it, on the same input. */
export interface Comparison {
  readonly name: string;
  /** What stands beside it: a plain loop, another package. */
  readonly baseline: string;
  /** How many times the baseline's time it may take, where the library makes that promise. */
  readonly limit?: number;
  /** Makes the input and the two calls; both return what they found. */
  readonly prepare: () => Calls;
}

/** The two calls, and whether they found the same. */
export interface Calls {
  readonly ours: () => unknown;
  readonly baseline: () => unknown;
  readonly agree: (ours: unknown, baseline: unknown) => boolean;
}

/** Median milliseconds a call. */
export interface Measured {
  readonly ours: number;
  readonly baseline: number;
  /** The very first call of the process, not compiled yet. */
  readonly first: number;
}
