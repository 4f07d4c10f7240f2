/** Calls above which a curve is interpolated. */
const MANY = 50_000;
/** Points of a piece, and how many pieces there may be. */
const POINTS = 13;
const MOST_PIECES = 512;

/**
 * A smooth function on [0, end] that is asked very often: as it is for up to 50 000 calls, from a table for more, whose error
 * is below 1e-12 of the largest value.
 *
 * The table is of pieces with a polynomial through Chebyshev points each, halved until the polynomial meets the function
 * between them. What cannot be told so (a function with steps) is called as it is.
 *
 * Trefethen, L. N. (2013). Approximation Theory and Approximation Practice, chapters 5 and 8.
 */
export function expectedCurve(f: (time: number) => number, end: number, calls: number): (time: number) => number {
  if (calls <= MANY) return f;
  const largest = Math.abs(f(end));
  const pieces: Piece[] = [];
  const waiting: (readonly [from: number, to: number])[] = [[0, end]];
  while (waiting.length > 0) {
    if (pieces.length + waiting.length > MOST_PIECES) return f;
    const [from, to] = waiting.pop()!;
    const piece = pieceOf(f, from, to);
    if (isClose(f, piece, 1e-12 * largest)) pieces.push(piece);
    else waiting.push([(from + to) / 2, to], [from, (from + to) / 2]);
  }
  // The left half is always done first, so the pieces are in order.
  return (time) => polynomialAt(pieces[indexOf(pieces, time)]!, time);
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Of the Chebyshev polynomials of the first kind. */
  readonly coefficients: Float64Array;
}

function pieceOf(f: (time: number) => number, from: number, to: number): Piece {
  const angles = Array.from({ length: POINTS }, (_, k) => ((k + 0.5) * Math.PI) / POINTS);
  const values = angles.map((angle) => f((from + to) / 2 + ((to - from) / 2) * Math.cos(angle)));
  const coefficients = Float64Array.from(angles, (_, j) => {
    const sum = angles.reduce((total, angle, k) => total + values[k]! * Math.cos(j * angle), 0);
    return ((j === 0 ? 1 : 2) * sum) / POINTS;
  });
  return { from, to, coefficients };
}

function isClose(f: (time: number) => number, piece: Piece, tolerance: number): boolean {
  const { from, to } = piece;
  return [0, 0.03, 0.29, 0.5, 0.81, 1].every((share) => {
    const time = from + share * (to - from);
    return Math.abs(f(time) - polynomialAt(piece, time)) <= tolerance;
  });
}

/** Clenshaw's recurrence. */
function polynomialAt({ from, to, coefficients }: Piece, time: number): number {
  const x = (2 * (time - from)) / (to - from) - 1;
  let one = 0;
  let two = 0;
  for (let j = coefficients.length - 1; j > 0; j--) {
    const next = 2 * x * one - two + coefficients[j]!;
    two = one;
    one = next;
  }
  return x * one - two + coefficients[0]!;
}

function indexOf(pieces: readonly Piece[], time: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time <= pieces[middle]!.to) high = middle;
    else low = middle + 1;
  }
  return low;
}
