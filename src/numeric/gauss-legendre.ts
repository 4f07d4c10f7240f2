/** Nodes in (-1, 1), in increasing order, and their weights, which add up to 2. */
export interface GaussRule {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

const known: { [size: number]: GaussRule } = {};

/**
 * The Gauss-Legendre rule of `size` nodes, built at its first use: exact for polynomials up to degree 2 size - 1.
 *
 * The nodes are the roots of the Legendre polynomial, by Newton's method from the start of Tricomi; NIST DLMF 3.5(v).
 */
export function gaussLegendre(size: number): GaussRule {
  return (known[size] ??= build(size));
}

function build(size: number): GaussRule {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = size; i >= 1; i--) {
    let x = Math.cos((Math.PI * (i - 0.25)) / (size + 0.5)) * (1 - (1 - 1 / size) / (8 * size * size));
    let slope = 1;
    // The last of the steps, of which five are enough for any size, only refreshes the slope.
    for (let round = 0; round < 6; round++) {
      let before = 1;
      let value = x;
      for (let n = 2; n <= size; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
      slope = (size * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes.push(2 * i === size + 1 ? 0 : x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}
