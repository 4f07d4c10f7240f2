import { abcClasses, type AbcOptions } from "../../../src/tiers/abc-classes.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs extends Pick<AbcOptions, "cuts" | "ties"> {
  readonly items: readonly { readonly id: string; readonly value: number }[];
}

/** ABC classes. */
export const abcClassesOracle: Adapter = ({ inputs }) => {
  const { items, cuts, ties } = inputs as Inputs;
  const read = ({ id, value }: Inputs["items"][number]) => ({ customerId: id, value });
  const { customers, tiers } = abcClasses(items, { cuts, ties, read });
  return {
    classes: customers.map(({ customerId, tier }) => ({ id: customerId, class: tier })),
    counts: Object.fromEntries(tiers.map(({ tier, n }) => [tier, n])),
  };
};
