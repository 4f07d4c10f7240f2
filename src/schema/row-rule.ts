import { isRecord } from "./raw-row.ts";

/** A rule between two fields of a row, for `schema.refine(...rule)`. */
export type RowRule<Row extends object> = [
  holds: (row: Row) => boolean,
  options: {
    path: string[];
    error: string;
    params: { code: string; saying: string };
    when: (payload: { value: unknown; issues: readonly { path?: readonly PropertyKey[] | undefined }[] }) => boolean;
  },
];

/**
 * A rule about the field `path` that looks at `fields`.
 *
 * Zod would ask it only of a row that has no other issue, so that one issue would hide another. This one is asked
 * whenever the fields that it looks at have none (but for a row with a fraction in place of a whole number, after which Zod asks
 * nothing more; `ruleFaults` does).
 */
export function rowRule<Row extends object>(
  code: string,
  path: keyof Row & string,
  fields: readonly (keyof Row & string)[],
  error: string,
  holds: (row: Row) => boolean,
): RowRule<Row> {
  const looksAt: readonly PropertyKey[] = fields;
  return [
    holds,
    {
      path: [path],
      error,
      params: { code, saying: error },
      // An issue of the row as a whole has no path here: it has a key too many, or is no object, which is seen before.
      when: ({ value, issues }) =>
        isRecord(value) &&
        (issues.length === 0 || !issues.some(({ path: at }) => at !== undefined && looksAt.includes(at[0]!))),
    },
  ];
}

/** The rule that one instant of a row is not before another. One that is not there breaks nothing. */
export function notBefore<Row extends object>(
  code: string,
  later: keyof Row & string,
  earlier: keyof Row & string,
): RowRule<Row> {
  return rowRule<Row>(code, later, [later, earlier], `must not be before ${earlier}`, (row) => {
    const [end, start]: unknown[] = [row[later], row[earlier]];
    return typeof end !== "string" || typeof start !== "string" || !isBefore(end, start);
  });
}

/** Whether an instant is before another. Both are ISO 8601 with offset, and equal text needs no reading. */
function isBefore(a: string, b: string): boolean {
  return a !== b && Date.parse(a) < Date.parse(b);
}
