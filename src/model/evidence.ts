import type { InstantText } from "./instant-text.ts";

/** Where a fact comes from. */
export type EvidenceKind = "survey" | "observation" | "log" | "complaint" | "audit" | "quote" | (string & {});

/** What supports an interaction or a promise. */
export interface Evidence {
  /** Where it comes from. */
  readonly kind: EvidenceKind;
  /** Where to find it: a ticket, a recording. */
  readonly ref?: string | undefined;
  /** What it says. Free text: `redact` drops it. */
  readonly note?: string | undefined;
  /** When it was found. */
  readonly at?: InstantText | undefined;
}
