import type { ChannelUse } from "./channel-adoption.ts";
import { rowFields } from "./row-fields.ts";
import { checkRows } from "./promise-outcomes.ts";

/** Uses that were not counted, and why. */
export interface ChannelUseLeftOut {
  /** No customer. */
  readonly withoutCustomer: number;
  /** No channel. */
  readonly withoutChannel: number;
  /** `at` is no instant. */
  readonly invalidInstant: number;
}

/** Uses as columns, and what they say of each customer (by code). */
export interface ChannelUses {
  /** The customer of each use, as a code from 0. */
  readonly customer: readonly number[];
  readonly at: readonly number[];
  /** 1 for the new channel. */
  readonly isNew: readonly number[];
  /** Uses of the new channel, by customer. */
  readonly newUses: readonly number[];
  /** 1 where the customer's last use is of another channel. */
  readonly endsElsewhere: readonly number[];
  readonly leftOut: ChannelUseLeftOut;
}

/** Reads uses in one pass; the last use of a customer needs no sort. */
export function channelUses(
  uses: Iterable<ChannelUse>,
  newChannel: string,
  readInstant: (value: unknown) => number | null,
): ChannelUses {
  const codes = new Map<string, number>();
  const [customer, at, isNew, newUses, endsElsewhere]: number[][] = [[], [], [], [], []];
  const lastAt: number[] = [];
  const lastSequence: number[] = [];
  const leftOut = { withoutCustomer: 0, withoutChannel: 0, invalidInstant: 0 };
  checkRows("uses", uses);
  for (const row of uses) {
    const use = rowFields(row);
    const instant = readInstant(use.at);
    if (typeof use.customerId !== "string") leftOut.withoutCustomer += 1;
    else if (typeof use.channel !== "string") leftOut.withoutChannel += 1;
    else if (instant === null) leftOut.invalidInstant += 1;
    else {
      const sequence = Number.isFinite(use.sequence) ? use.sequence! : 0;
      const ofNew = use.channel === newChannel ? 1 : 0;
      let code = codes.get(use.customerId);
      if (code === undefined) {
        codes.set(use.customerId, (code = codes.size));
        newUses!.push(0);
        endsElsewhere!.push(0);
        lastAt.push(-Infinity);
        lastSequence.push(-Infinity);
      }
      customer!.push(code);
      at!.push(instant);
      isNew!.push(ofNew);
      newUses![code]! += ofNew;
      const isLast = instant > lastAt[code]! || (instant === lastAt[code] && sequence >= lastSequence[code]!);
      if (!isLast) continue;
      lastAt[code] = instant;
      lastSequence[code] = sequence;
      endsElsewhere![code] = 1 - ofNew;
    }
  }
  return { customer: customer!, at: at!, isNew: isNew!, newUses: newUses!, endsElsewhere: endsElsewhere!, leftOut };
}
