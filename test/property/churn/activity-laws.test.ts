import { activityChurnAccumulator } from "../../../src/churn/activity-churn.ts";
import { growthAccountingAccumulator } from "../../../src/churn/growth-accounting.ts";
import { retentionTableAccumulator } from "../../../src/churn/retention-table.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { anyRow } from "./activity-log.ts";

const options = { every: "month", timeZone: "Pacific/Auckland", asOf: "2025-05-20T00:00:00Z" } as const;

testAccumulatorLaws("retentionTable", () => retentionTableAccumulator(options), anyRow);
testAccumulatorLaws(
  "retentionTable on the elapsed clock, recurring",
  () =>
    retentionTableAccumulator({
      ...options,
      clock: "elapsed",
      cohorts: "recurring",
      mode: "unbounded",
      windowHours: 240,
      currency: "EUR",
    }),
  anyRow,
);
testAccumulatorLaws(
  "growthAccounting",
  () => growthAccountingAccumulator({ ...options, every: "week", weekStart: 7 }),
  anyRow,
);
testAccumulatorLaws(
  "activityChurn",
  () => activityChurnAccumulator({ at: "2025-03-01T00:00:00Z", inactivityDays: 60 }),
  anyRow,
);
