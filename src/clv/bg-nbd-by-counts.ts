// Customers alive now who would buy N times if nobody left, N negative binomial, buy a j + 1st time where N is above j and they
// stayed j times: sums of products of chances, in which nothing cancels, however alike customers are.

/**
 * Whether such a sum is short: customers buy little enough, and without a long tail.
 *
 * @param shape - of their rates
 * @param w - the time, in units of their rate parameter
 */
export function isCounted(shape: number, w: number): boolean {
  return shape * w <= 300 && w <= 49;
}

/** Expected purchases: the sum over j of P(N > j) E[(1 - p)^j], p beta(a, c). */
export function purchasesByCounts(shape: number, a: number, c: number, w: number): number {
  const none = -shape * Math.log1p(w);
  const z = w / (1 + w);
  let exactly = Math.exp(none);
  let more = -Math.expm1(none);
  let stays = 1;
  let sum = more;
  for (let j = 0; ; j++) {
    const ratio = ((shape + j) / (j + 1)) * z;
    exactly *= ratio;
    more -= exactly;
    stays *= (c + j) / (a + c + j);
    if (more <= 0) return sum;
    sum += more * stays;
    if (stays * shape * w <= 1e-18 * sum || (ratio < 1 && exactly * stays <= 1e-18 * (1 - ratio) * sum)) return sum;
  }
}

/** The chance to be alive still: the sum over k of P(N = k) E[(1 - p)^k]. */
export function aliveByCounts(shape: number, a: number, c: number, w: number): number {
  const z = w / (1 + w);
  let term = Math.exp(-shape * Math.log1p(w));
  let sum = term;
  for (let k = 0; ; k++) {
    const ratio = ((shape + k) / (k + 1)) * z * ((c + k) / (a + c + k));
    term *= ratio;
    sum += term;
    if (ratio < 1 && term <= 1e-18 * (1 - ratio) * sum) return sum;
  }
}
