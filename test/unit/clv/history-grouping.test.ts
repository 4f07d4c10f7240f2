import { expect, test } from "vitest";
import { groupRows } from "../../../src/clv/history-grouping.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

test("equal rows are counted, in ascending order", () => {
  const groups = groupRows(2);
  for (const row of [
    [3, 1],
    [1, 2],
    [3, 1],
    [1, -2],
    [3, 1],
  ])
    groups.add(Float64Array.from(row), 2);
  expect(groups.size()).toBe(3);
  const { columns, count } = groups.sorted();
  expect(columns.map((column) => [...column])).toEqual([
    [1, 1, 3],
    [-2, 2, 1],
  ]);
  expect([...count]).toEqual([2, 2, 6]);
});

test("as a Map counts them, however many and in whatever order", () => {
  const random = seededRandom(4);
  const rows = Array.from({ length: 20_000 }, () => [
    Math.floor(random.next() * 90),
    random.next() < 0.5 ? 0 : Math.floor(random.next() * 300) / 7,
  ]);
  const known = new Map<string, number>();
  for (const row of rows) known.set(row.join(), (known.get(row.join()) ?? 0) + 1);
  const counted = [rows, [...rows].reverse()].map((order) => {
    const groups = groupRows(2);
    for (const row of order) groups.add(Float64Array.from(row), 1);
    return groups.sorted();
  });
  expect(counted[0]).toEqual(counted[1]);
  const { columns, count } = counted[0]!;
  expect(count).toHaveLength(known.size);
  count.forEach((customers, i) => {
    expect(customers).toBe(known.get(`${columns[0]![i]},${columns[1]![i]}`));
  });
});
