import type { Adapter } from "../adapter.ts";
import { specialFunctions } from "./special-functions.ts";

interface Table {
  readonly points: readonly { readonly [name: string]: number | string }[];
}

/**
 * Tables of function values. Arguments stand in the points beside the known values, so a point is given
 * back with its `value` (and `complement`) computed; `args`, `n` and `digits` are the file's own words about them.
 */
export const specialFunctionTables: Adapter = ({ expected }) =>
  Object.fromEntries(
    Object.entries(expected as { readonly [name: string]: Table }).map(([name, table]) => {
      const compute = Object.hasOwn(specialFunctions, name) ? specialFunctions[name] : undefined;
      return [
        name,
        compute && {
          ...table,
          points: table.points.map((point) => ({
            ...point,
            ...compute(point as { readonly [argument: string]: number }),
          })),
        },
      ];
    }),
  );
