import type { Part, Section } from "./report.ts";
import { logoChurn } from "./sections/logo-churn.ts";
import { mrrBridge } from "./sections/mrr-bridge.ts";
import { projection } from "./sections/projection.ts";
import { retentionTriangle } from "./sections/retention-triangle.ts";
import { subscriptionAudit } from "./sections/subscription-audit.ts";
import { tenure } from "./sections/tenure.ts";
import type { SubscriptionBook } from "./subscription-book.ts";

/** The sections of a report of subscriptions, in their order. */
const sections: readonly ((book: SubscriptionBook) => Section | null)[] = [
  subscriptionAudit,
  mrrBridge,
  logoChurn,
  retentionTriangle,
  tenure,
  projection,
];

/** What a file of subscriptions comes to. */
export function subscriptionPart(book: SubscriptionBook): Part {
  const { file, shape, command, asOf, timeZone } = book;
  return {
    title: file,
    subtitle: `Subscriptions, ${shape}; as of ${asOf}, on the calendar of ${timeZone}`,
    command,
    sections: sections.map((section) => section(book)).filter((section) => section !== null),
  };
}
