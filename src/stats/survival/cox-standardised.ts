/**
 * Covariates less their mean in the stratum, over their standard deviation within strata. The fit is the same with any
 * centre and scale; near 0, sums of squares do not cancel and exp stays finite. Rows count as many as they stand for,
 * whatever they weigh: a heavy row must not blow up the others.
 */
export function standardised(
  covariates: readonly Float64Array[],
  order: Int32Array,
  count: Float64Array | null,
  rowTo: readonly number[],
): { x: Float64Array; centers: Float64Array; scale: Float64Array } {
  const size = covariates.length;
  const rows = order.length;
  const x = new Float64Array(rows * size);
  const scale = new Float64Array(size);
  const centers = new Float64Array(rowTo.length * size);
  covariates.forEach((column, j) => {
    let largest = 0;
    let farthest = 0;
    rowTo.forEach((to, s) => {
      const from = s === 0 ? 0 : rowTo[s - 1];
      if (to === from) return;
      const origin = column[order[from]];
      let sum = 0;
      let total = 0;
      for (let i = from; i < to; i++) {
        const off = column[order[i]] - origin;
        x[i * size + j] = off;
        const copies = count === null ? 1 : count[i];
        sum += copies * off;
        total += copies;
      }
      const mean = sum / total;
      centers[s * size + j] = origin + mean;
      largest = Math.max(largest, Math.abs(origin + mean));
      for (let i = from; i < to; i++) {
        const off = x[i * size + j] - mean;
        x[i * size + j] = off;
        if (off > farthest) farthest = off;
        else if (-off > farthest) farthest = -off;
      }
    });
    let squares = 0;
    let total = 0;
    for (let i = 0; i < rows && farthest > 0; i++) {
      const off = x[i * size + j] / farthest;
      const copies = count === null ? 1 : count[i];
      squares += copies * off * off;
      total += copies;
    }
    // A constant one differs from its mean by rounding alone; below 1e-100 variances would leave float64.
    const deviation = farthest > Math.max(1e-100, 1e-13 * largest) ? farthest * Math.sqrt(squares / total) : 0;
    scale[j] = deviation;
    for (let i = 0; i < rows; i++) x[i * size + j] /= deviation || 1;
  });
  return { x, centers, scale };
}
