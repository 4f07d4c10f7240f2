import type { Extensions } from "./instant-text.ts";

/** A way in which business and customer meet. */
export interface Channel {
  /** Unique in its data set, for example `"web"`. */
  readonly id: string;
  /** What carries it, for example `"telephone"`. */
  readonly medium?: string | undefined;
  /** Who starts: the business (`push`), the customer (`pull`), either. */
  readonly direction?: "push" | "pull" | "bidirectional" | undefined;
  /** Who answers. */
  readonly automation?: "human" | "assisted" | "self-service" | "automated" | "community" | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
