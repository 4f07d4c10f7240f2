/** Counts equal rows of numbers. */
export interface RowGroups {
  /** Counts `values`, which may be reused afterwards; none of them NaN, nor -0. */
  readonly add: (values: Float64Array, count: number) => void;
  /** Distinct rows so far. */
  readonly size: () => number;
  /** Distinct rows in ascending order, by the first column, then by the next: the same whatever order they came in. */
  readonly sorted: () => SortedGroups;
}

/** Distinct rows as columns. */
export interface SortedGroups {
  readonly columns: readonly Float64Array[];
  readonly count: Float64Array;
}

/** An open-addressing table over typed arrays: a million distinct rows of four take 60 MB, and equal rows nothing. */
export function groupRows(width: number): RowGroups {
  let size = 0;
  let capacity = 1024;
  let values = new Float64Array(capacity * width);
  let counts = new Float64Array(capacity);
  // The number of a group and 1, or 0 where there is none.
  let slots = new Int32Array(4 * capacity);
  const key = new Float64Array(width);
  const words = new Int32Array(key.buffer);

  function slotOf(row: Float64Array, from: number): number {
    for (let k = 0; k < width; k++) key[k] = row[from + k]!;
    let hash = 0;
    for (let w = 0; w < words.length; w++) {
      hash = Math.imul(hash ^ words[w]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (slots.length - 1);
  }

  function grow(): void {
    capacity *= 2;
    values = enlarged(values, capacity * width);
    counts = enlarged(counts, capacity);
    slots = new Int32Array(4 * capacity);
    for (let group = 0; group < size; group++) {
      let slot = slotOf(values, group * width);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = group + 1;
    }
  }

  function isGroup(group: number, row: Float64Array): boolean {
    for (let k = 0; k < width; k++) if (values[group * width + k] !== row[k]) return false;
    return true;
  }

  return {
    add: (row, count) => {
      let slot = slotOf(row, 0);
      for (let found = slots[slot]!; found !== 0; found = slots[slot]!) {
        if (isGroup(found - 1, row)) {
          counts[found - 1]! += count;
          return;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      if (size === capacity) {
        grow();
        slot = slotOf(row, 0);
        while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = size + 1;
      for (let k = 0; k < width; k++) values[size * width + k] = row[k]!;
      counts[size] = count;
      size++;
    },
    size: () => size,
    sorted: () => {
      const order = new Uint32Array(size).map((_, group) => group);
      order.sort((left, right) => {
        for (let k = 0; k < width; k++) {
          const difference = values[left * width + k]! - values[right * width + k]!;
          if (difference !== 0) return difference;
        }
        return 0;
      });
      return {
        columns: Array.from(key, (_, k) => Float64Array.from(order, (group) => values[group * width + k]!)),
        count: Float64Array.from(order, (group) => counts[group]!),
      };
    },
  };
}

function enlarged(from: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}
