import type { InstantText } from "./instant-text.ts";

/** What the organisation stands for, for example respect. */
export interface OrganisationValue {
  /** Unique in its data set. */
  readonly id: string;
  /** As people call it. */
  readonly name?: string | undefined;
  /** How much it counts, 0 or more; 1 where absent. */
  readonly weight?: number | undefined;
}

/** Whether a touchpoint shows a value, as somebody who looked found. */
export interface AuditEntry {
  /** The touchpoint. */
  readonly touchpointId: string;
  /** The value. */
  readonly valueId: string;
  /** 0 no, 0.5 partly, 1 yes. */
  readonly demonstrated: number;
  /** How much it counts there, 0 or more; the value's weight where absent. */
  readonly weight?: number | undefined;
  /** A pseudonym. */
  readonly auditor?: string | undefined;
  /** When. */
  readonly at?: InstantText | undefined;
  /** What was seen. Free text: `redact` drops it. */
  readonly note?: string | undefined;
}
