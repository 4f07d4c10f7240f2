/** Columns of events that are put in order together. */
export interface EventColumns {
  readonly step: Int32Array;
  readonly at: Float64Array;
  /** `null` where no event has one. */
  readonly sequence: Float64Array | null;
}

/**
 * Puts the events from `start` to before `end` in order of instant, then sequence, then place, in place.
 *
 * Most logs are in order already, and most cases are short.
 */
export function orderEvents(events: EventColumns, start: number, end: number): void {
  let i = start + 1;
  while (i < end && !isBefore(events, i, i - 1)) i += 1;
  if (i >= end) return;
  if (end - start <= 32) insertionSort(events, start, i, end);
  else indexSort(events, start, end);
}

function isBefore({ at, sequence }: EventColumns, i: number, j: number): boolean {
  return at[i]! < at[j]! || (sequence !== null && at[i] === at[j] && sequence[i]! < sequence[j]!);
}

/** Those before `from` are in order. Equal events never pass each other. */
function insertionSort({ step, at, sequence }: EventColumns, start: number, from: number, end: number): void {
  for (let i = from; i < end; i++) {
    const [movedStep, movedAt, moved] = [step[i]!, at[i]!, sequence === null ? 0 : sequence[i]!];
    let to = i;
    while (
      to > start &&
      (movedAt < at[to - 1]! || (sequence !== null && movedAt === at[to - 1] && moved < sequence[to - 1]!))
    ) {
      step[to] = step[to - 1]!;
      at[to] = at[to - 1]!;
      if (sequence !== null) sequence[to] = sequence[to - 1]!;
      to -= 1;
    }
    step[to] = movedStep;
    at[to] = movedAt;
    if (sequence !== null) sequence[to] = moved;
  }
}

function indexSort(events: EventColumns, start: number, end: number): void {
  const at = events.at.slice(start, end);
  const step = events.step.slice(start, end);
  const sequence = events.sequence?.slice(start, end) ?? null;
  const order = new Uint32Array(end - start);
  for (let i = 0; i < order.length; i++) order[i] = i;
  order.sort((i, j) => at[i]! - at[j]! || (sequence === null ? 0 : sequence[i]! - sequence[j]!) || i - j);
  for (let i = 0; i < order.length; i++) {
    const from = order[i]!;
    events.step[start + i] = step[from]!;
    events.at[start + i] = at[from]!;
    if (events.sequence !== null) events.sequence[start + i] = sequence![from]!;
  }
}
