/** Rows by stratum, then time descending, then events first; rows alike stay in order. Sorted by counting. */
export function orderOf(
  timeCode: Int32Array,
  times: number,
  event: Uint8Array,
  stratum: Int32Array | null,
  strata: number,
): Int32Array {
  const key = new Int32Array(timeCode.length);
  for (let i = 0; i < key.length; i++) key[i] = (times - 1 - timeCode[i]) * 2 + 1 - event[i];
  const byTime = sortedByKey(null, key, 2 * times);
  return stratum === null ? byTime : sortedByKey(byTime, stratum, strata);
}

/** `order` (or 0, 1, 2, …) by `key`, a whole number below `keys`; stable. */
function sortedByKey(order: Int32Array | null, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (let i = 0; i < key.length; i++) next[key[i] + 1]++;
  for (let k = 0; k < keys; k++) next[k + 1] += next[k];
  const sorted = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) {
    const row = order === null ? i : order[i];
    sorted[next[key[row]]++] = row;
  }
  return sorted;
}

/** Where the rows of each stratum and time stand, and of them the events. */
export interface CoxGroups {
  readonly groupFrom: Int32Array;
  readonly groupEventsTo: Int32Array;
  readonly groupTime: Int32Array;
  /** Where the groups of each stratum end. */
  readonly groupsTo: Int32Array;
}

/** The groups of ordered rows. */
export function groupsOf(
  order: Int32Array,
  timeCode: Int32Array,
  event: Uint8Array,
  stratum: Int32Array | null,
  strata: number,
): CoxGroups {
  const rows = order.length;
  const from = new Int32Array(rows + 1);
  const eventsTo = new Int32Array(rows);
  const time = new Int32Array(rows);
  const groupsTo = new Int32Array(strata);
  let groups = 0;
  for (let i = 0; i < rows; ) {
    const code = timeCode[order[i]];
    const ofStratum = stratum === null ? 0 : stratum[order[i]];
    from[groups] = i;
    time[groups] = code;
    while (i < rows && event[order[i]] === 1 && isSame(order[i])) i++;
    eventsTo[groups] = i;
    while (i < rows && event[order[i]] === 0 && isSame(order[i])) i++;
    groupsTo[ofStratum] = ++groups;

    function isSame(row: number): boolean {
      return timeCode[row] === code && (stratum === null || stratum[row] === ofStratum);
    }
  }
  from[groups] = rows;
  return {
    groupFrom: from.slice(0, groups + 1),
    groupEventsTo: eventsTo.slice(0, groups),
    groupTime: time.slice(0, groups),
    groupsTo,
  };
}

/** The first group of its stratum, going back in time, in which each row is not at risk any more. */
export function leavesOf(
  entry: Float64Array,
  entryCode: Int32Array,
  order: Int32Array,
  groupTime: Int32Array,
  groupFrom: Int32Array,
  groupsTo: Int32Array,
): { leaves: Int32Array; leaving: Int32Array } {
  const leaves = new Int32Array(order.length);
  groupsTo.forEach((to, s) => {
    const from = s === 0 ? 0 : groupsTo[s - 1];
    for (let i = groupFrom[from]; i < groupFrom[to]; i++) {
      const code = entry[order[i]] > 0 ? entryCode[order[i]] : -1;
      let low = from;
      let high = to;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (groupTime[middle] <= code) high = middle;
        else low = middle + 1;
      }
      leaves[i] = low;
    }
  });
  return { leaves, leaving: sortedByKey(null, leaves, groupTime.length + 1) };
}
