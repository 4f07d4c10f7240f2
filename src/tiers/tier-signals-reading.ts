import { fail } from "../core/metric-error.ts";
import type { InvalidSignal } from "./classify-tier-result.ts";
import { packed } from "./possible-tiers-outcomes.ts";
import { isPossible, regionOf, type TierRules } from "./tier-model-rules.ts";
import type { CustomerSignals, TierSignalField } from "./tier-signals.ts";

/** Signals of a customer, checked. Lists are by position in the fields of the rules. */
export interface ReadSignals {
  readonly customerId: string | null;
  /** `null` where nothing usable is known. */
  readonly values: readonly (number | boolean | null)[];
  /** Where each field is, or may be. */
  readonly regions: readonly number[];
  /** The regions in one number. */
  readonly bits: number;
  readonly missing: readonly TierSignalField[];
  readonly invalid: readonly InvalidSignal[];
}

/**
 * Reads the fields that the rules want, each once.
 *
 * @throws {@link MetricError} `CUSTOMER_INVALID` for what is no object
 */
export function readSignals(customer: CustomerSignals, rules: TierRules): ReadSignals {
  if (!isCustomer(customer)) fail("CUSTOMER_INVALID", "Cannot classify the customer as it must be an object", customer);
  const { fields, unknown } = rules;
  const values: (number | boolean | null)[] = [];
  const regions: number[] = [];
  const missing: TierSignalField[] = [];
  const invalid: InvalidSignal[] = [];
  for (let position = 0; position < fields.length; position++) {
    const field = fields[position]!;
    const given: unknown = customer[field];
    if (isPossible(position, given)) {
      // Adding 0 takes the sign from 0.
      const value = typeof given === "number" ? given + 0 : given;
      values.push(value);
      regions.push(regionOf(rules, position, value));
      continue;
    }
    values.push(null);
    regions.push(unknown[position]!);
    missing.push(field);
    if (given !== null && given !== undefined) invalid.push({ field, value: plain(given) });
  }
  return { customerId: idOf(customer.customerId), values, regions, bits: packed(regions), missing, invalid };
}

/** Whether a row can hold signals. */
export function isCustomer(row: unknown): row is CustomerSignals {
  return typeof row === "object" && row !== null && !Array.isArray(row);
}

function idOf(id: unknown): string | null {
  if (typeof id === "string") return id;
  return typeof id === "number" && Number.isFinite(id) ? String(id) : null;
}

/** A cell as plain JSON; what is none, as text. */
function plain(cell: unknown): string | number | boolean {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell + 0 : String(cell);
  if (typeof cell === "boolean") return cell;
  return typeof cell === "object" || typeof cell === "function" ? typeof cell : String(cell).slice(0, 200);
}
