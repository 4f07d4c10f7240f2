import { formats } from "./formats.ts";

/** The text of `--help`. */
export function help(): string {
  return `Survey exports in; NPS, CSAT and CES with intervals, counts and definitions out.
Subscriptions in; MRR movements, churn, retention and survival out.
Purchases in; who is still a customer, and lifetime value, out.
Customers in; three tiers with reasons, and what each brings and costs, out.
Touchpoints, journeys and promises in; moments of truth out.

  npm run demo                        the exports in examples/data
  npm run demo -- FILE… [options]     your own: CSV, TSV or JSON
  npm run demo -- --subscriptions FILE --as-of DATE --time-zone ZONE
                                      your own subscriptions
  npm run demo -- --transactions FILE --as-of DATE --margin SHARE
                  --discount-rate SHARE
                                      your own purchases
  npm run demo -- --tiers FILE --currency CODE --avoidable SHARE
                                      your own customers
  npm run demo -- --journeys FILE     your own journeys and promises

What is asked (a scale is never guessed)
  --question METRIC:COLUMN:SCALE[:OPTIONS]      as often as there are questions
        nps:Q1:0-10                   promoters less detractors
        csat:Q2:1-10:2                share of the top 2 points
        ces:Q3:1-7:high-is-easy       mean; what a high answer means is required
        enps:Q1:0-10                  hidden below 5 answers, never split
    SCALE    0-10, 1-5, 1-7 … or binary (yes and no, good and bad)
    OPTIONS  topBox=2 (or 2), bottomBox=2, detractorTo=6, passiveTo=8,
             easyFrom=5, difficultTo=3, direction=low-is-good, value=mean …
  --metric nps --column Q1 --scale 0-10 [--top 2] [--direction …]
                                      the same for one question
  --labels "Low=1,Medium=2,High=3"    answers in words
  --skip "-99,no answer"              more cells that stand for no answer
  --count COLUMN                      a frequency table: answers a row

Who and when
  --segment COLUMN                    scores by group of customers
  --date COLUMN                       when it was answered
  --date-format FORMAT,…              iso, dmy, mdy, unix-seconds or
                                      unix-milliseconds, tried in order
  --time-zone ZONE                    whose calendar months are, Europe/Berlin;
                                      without it there are no months
  --every PERIOD                      day, week, month (default), quarter, year
  --id COLUMN                         shows repeated rows

How
  --format NAME                       instead of what the headers say:
                                      ${wrapNames()}
  --html FILE                         write the report as one page

Subscriptions: a row for every stretch of one price and one status
  columns id, customerId, start, amount, currency, interval (required);
        end, subscriptionId, quantity, intervalCount, status, plan,
        segment (groups of customers), reason (why it ended)
        start and end in ISO 8601 with offset: 2025-03-01T00:00:00+01:00;
        amount in whole minor units (cents) for one interval: day, week,
        month, year; status: active (if blank), past_due, trialing, paused …
  --as-of DATE                        when the data end: the first instant not
                                      in them, a day or an instant (required)
  --time-zone ZONE                    whose days and months are (required)
  --currency CODE                     where the file has several

Purchases: a row for every purchase or refund
  columns customerId (or customer_id), at (or date), and amount in whole minor
        units (cents) or value in major ones (12.50); id, currency and kind
        (purchase, refund) if they are there
  --as-of DATE                        the last day in the data (required)
  --time-zone ZONE                    whose days are, where times are instants
  --currency CODE                     where the file has several, or none
  --margin SHARE                      what is left of a sale: 0.4 (required)
  --discount-rate SHARE               of a year: 0.1 (required)
  --acquisition-cost AMOUNT           of a new customer, for LTV : CAC
  --calibration-end DATE              the last day that the model is fitted to
                                      in its test; the middle if not given

Tiers: a row for every customer
  columns customerId, revenue, directCost, costToServe in major units (12.50);
        if they are there, and blank where it is not known: acquisitionCost,
        ourAffinity and theirAffinity (0 to 10), leaveRisk (0 to 1),
        problems (how many), fitProduct, fitService, fitCulture (yes, no)
  FILE may be a folder: customers.csv and transactions.csv, and where it has
        them responses.csv (NPS), promises.csv and interactions.csv
  --currency CODE                     of the amounts (required)
  --avoidable SHARE                   part of the cost to serve that ends with a
                                      customer who is let go (required)
  --as-of INSTANT                     when the data end (required of a folder)
  --high-profit SHARE                 of the customers: 0.2 if not given
  --our-affinity 8, --their-affinity 9, --leave-risk 0.1
                                      where tier 1 begins, if not given
  --problems TOUCHPOINT,…             interactions of a folder that are problems

Journeys: a data set in JSON, version 1.0 or 1.0-draft (docs: journey-model)
  FILE may be a folder with bundle.json and, where they stand apart,
        definitions.json
  --optional-stages STAGE,…           stages that a journey may do without
  --audit-template                    writes an empty audit of the touchpoints,
                                      a CSV, and no report; put 0 (no), 0.5
                                      (partly) or 1 (yes) below demonstrated
  --audit FILE                        the audit, filled in
  --values VALUE,…                    what you stand for: respect,promptness;
                                      those of the data set if not given

In exports with all answers in one column (Delighted, HubSpot, AskNicely),
COLUMN of a question is the survey type, as in csat:csat:1-5.
Exit code 1: a file cannot be read or written. 2: the command is not enough.
`;
}

function wrapNames(): string {
  const names = [...formats.map(({ name }) => name), "generic"];
  const lines = [0, 3, 6].map((first) => names.slice(first, first + 3).join(", "));
  return lines.join(`,\n${" ".repeat(38)}`);
}
