import type { BandEnd } from "./survival-bands.ts";
import type { SurvivalTable } from "./survival-table.ts";

/** The share that has left for a cause, with how sure it is. */
export interface IncidenceColumns {
  /** The share that has left for this cause by the time. */
  readonly incidence: readonly number[];
  /** Its standard error. */
  readonly standardError: readonly number[];
  /** The lower end of the pointwise band; `null` once all have left for this one cause; without a band, empty. */
  readonly lower: readonly (number | null)[];
  /** The upper end. */
  readonly upper: readonly (number | null)[];
}

/**
 * The incidence of a cause with `gone` events.
 *
 * The variance is that of the multinomial events at each time s, carried forward to t. With Y at risk, D events, of
 * which K of the cause, c = S(s-) / Y and g = F(t) - F(s):
 *
 *   Var F(t) = sum over s <= t of  c² K (Y - K) / Y  -  2 c K / Y · g  +  D / (Y (Y - D)) · g²
 *
 * (Andersen, Borgan, Gill and Keiding 1993, 4.4.20). As F rises, the sums in g and g² are carried along: one pass, no
 * differences of large numbers. A time after which nobody is left adds nothing, as F does not rise after it.
 */
export function incidenceColumns(
  { atRisk, events }: SurvivalTable,
  gone: Float64Array,
  eventFree: readonly number[],
  end: BandEnd | null,
  z: number,
): IncidenceColumns {
  const rows = gone.length;
  const [incidence, standardError] = [new Array<number>(rows), new Array<number>(rows)];
  const [lower, upper] = [
    new Array<number | null>(end === null ? 0 : rows),
    new Array<number | null>(end === null ? 0 : rows),
  ];
  let before = 1;
  let share = 0;
  let own = 0;
  // Sums over s of: weights of g², of g² itself times them, of g times them; and the same for the term in g.
  let [square, squareG, squareGG, cross, crossG] = [0, 0, 0, 0, 0];
  for (let i = 0; i < rows; i += 1) {
    const [under, all, one] = [atRisk[i], events[i], gone[i]];
    if (all > 0 && before > 0) {
      const rise = (before * one) / under;
      squareGG += rise * (2 * squareG + rise * square);
      squareG += rise * square;
      crossG += rise * cross;
      share += rise;
      own += ((before / under) ** 2 * one * (under - one)) / under;
      if (under > all) {
        square += all / (under * (under - all));
        cross += (before * one) / under / under;
      }
    }
    before = eventFree[i];
    incidence[i] = share = Math.min(1, share);
    const error = Math.sqrt(Math.max(0, own + squareGG - 2 * crossG));
    standardError[i] = error;
    if (end === null) continue;
    // Nothing is left to be unsure of, and no scale of a band reaches 1: as for a survival of 0.
    const isFull = before === 0 && share > 1 - 1e-12;
    const isFlat = share === 0 || error === 0;
    lower[i] = isFull ? null : isFlat ? share : end(share, error / share, -z);
    upper[i] = isFull ? null : isFlat ? share : end(share, error / share, z);
  }
  return { incidence, standardError, lower, upper };
}
