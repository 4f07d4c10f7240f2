import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import type { RfmOptions } from "../../../src/clv/rfm-options.ts";
import type { Adapter } from "../adapter.ts";

/** The file states its questions beside its answers. */
interface Asked {
  readonly transactions: readonly {
    readonly customer_id: string;
    readonly date: string;
    readonly value?: number;
  }[];
  readonly observation_end: string;
  readonly options?: {
    readonly include_first_transaction?: boolean;
    readonly freq?: string;
    readonly freq_multiplier?: number;
  };
}

/** Transaction logs as frequency, recency, T and mean spend. */
export const rfmSummaryOracle: Adapter = ({ expected }) =>
  (expected as readonly Asked[]).map((asked) => {
    const { customers } = rfmSummary(asked.transactions, {
      asOf: asked.observation_end,
      ...optionsOf(asked.options ?? {}),
      read: ({ customer_id, date, value }) => ({ customerId: customer_id, at: date, amount: value }),
    });
    return {
      ...asked,
      expected: customers.map(({ customerId, frequency, recency, T, monetaryValue }) => ({
        customer_id: customerId,
        frequency,
        recency,
        T,
        monetary_value: monetaryValue ?? 0,
      })),
    };
  });

function optionsOf({
  include_first_transaction,
  freq,
  freq_multiplier,
}: NonNullable<Asked["options"]>): Omit<RfmOptions, "asOf"> {
  return {
    first: include_first_transaction === true ? "included" : "excluded",
    every: freq === "W" ? "week" : "day",
    unitDays: freq_multiplier,
  };
}
