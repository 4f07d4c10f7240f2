import { exactSum } from "../numeric/exact-sum.ts";
import type { EligibleTouches } from "./attribution-journey.ts";
import type { AttributionDefinition } from "./attribution-rules.ts";

const HOUR_MS = 3_600_000;

/**
 * The credit of each touch of one conversion; there must be at least one.
 *
 * Together they are `value` without any rounding: what the shares lose to it goes to the last touch, as terms of their own at
 * the end of the list.
 */
export function touchCredits(
  { channels, instants }: EligibleTouches,
  value: number,
  rules: AttributionDefinition,
): number[] {
  const count = channels.length;
  const last = count - 1;
  const credits = new Array<number>(count).fill(0);
  if (count === 1) return [value];
  switch (rules.model) {
    case "first":
      credits[0] = value;
      return credits;
    case "last":
      credits[last] = value;
      return credits;
    case "lastNonDirect":
      credits[lastOther(channels, rules.directChannels!)] = value;
      return credits;
    case "linear":
      credits.fill(value / count);
      break;
    case "position": {
      const { firstShare, lastShare } = rules as { readonly firstShare: number; readonly lastShare: number };
      const ends = count === 2 ? firstShare + lastShare : 1;
      const first = (value * firstShare) / ends;
      const final = (value * lastShare) / ends;
      if (count > 2) credits.fill((value - first - final) / (count - 2));
      credits[0] = first;
      credits[last] = final;
      break;
    }
    default: {
      // From the last touch, not from the conversion: the shares are the same, and one weight is 1 however long ago it was.
      const halfLife = rules.halfLifeHours! * HOUR_MS;
      const weights = instants.map((at) => 2 ** ((at - instants[last]!) / halfLife));
      const total = exactSum(weights);
      for (let i = 0; i < count; i += 1) credits[i] = (value * weights[i]!) / total;
    }
  }
  const terms = [value];
  for (const credit of credits) terms.push(-credit);
  for (let rest = exactSum(terms); rest !== 0; rest = exactSum(terms)) {
    credits.push(rest);
    terms.push(-rest);
  }
  return credits;
}

function lastOther(channels: readonly string[], direct: readonly string[]): number {
  let i = channels.length - 1;
  while (i >= 0 && direct.includes(channels[i]!)) i -= 1;
  return i < 0 ? channels.length - 1 : i;
}
