import type { PurchaseModelName } from "../../../src/clv/purchase-process.ts";

/** What the oracles call the purchase models. */
export const modelNames: { readonly [name: string]: PurchaseModelName } = {
  bgnbd: "bg-nbd",
  mbgnbd: "mbg-nbd",
  paretonbd: "pareto-nbd",
  bgbb: "bg-bb",
};
