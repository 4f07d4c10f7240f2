import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { instantToIso, toInstant } from "../time/instant.ts";

/** How promises are judged. */
export interface VerdictOptions {
  /** The instant of the verdict: what happened later is not known yet. ISO 8601 with offset, epoch milliseconds, or a Date. */
  readonly asOf: number | Date | string;
  /**
   * Seconds after the deadline that still count as in time.
   * @defaultValue `0`
   */
  readonly graceSeconds?: number | undefined;
  /**
   * A promise kept with this share of its time, in (0, 1], still left is exceeded; `null`: only those that say so are.
   * @defaultValue `null`
   */
  readonly exceededIfEarlierByShare?: number | null | undefined;
  /**
   * What becomes of a promise that the company itself called off.
   * @defaultValue `"withdrawn"`, as when the customer did
   */
  readonly companyCancellation?: "withdrawn" | "broken" | undefined;
}

/** The rules that a verdict follows; as options they give the same verdict again. */
export interface VerdictDefinition {
  /** The instant of the verdict, ISO 8601. */
  readonly asOf: string;
  /** Seconds after the deadline that still count as in time. */
  readonly graceSeconds: number;
  /** The share of the time that must be left for `exceeded`, or `null`. */
  readonly exceededIfEarlierByShare: number | null;
  /** What becomes of a promise that the company called off. */
  readonly companyCancellation: "withdrawn" | "broken";
}

/** The same in milliseconds. */
export interface VerdictRules {
  readonly asOf: number;
  readonly grace: number;
  readonly share: number | null;
  readonly breaksWhenCompanyCancels: boolean;
  readonly definition: VerdictDefinition;
}

/**
 * The rules of the options.
 *
 * @throws {@link MetricError} `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `GRACE_INVALID`, `EARLIER_SHARE_OUT_OF_RANGE`,
 *   `COMPANY_CANCELLATION_INVALID`
 */
export function verdictRules(options: VerdictOptions): VerdictRules {
  const { graceSeconds = 0, exceededIfEarlierByShare: share = null, companyCancellation = "withdrawn" } = options;
  const asOf = toInstant(options.asOf);
  const grace = typeof graceSeconds === "number" ? Math.round(graceSeconds * 1000) : Number.NaN;
  if (!(grace >= 0 && Number.isSafeInteger(grace)))
    fail("GRACE_INVALID", "Cannot judge promises as graceSeconds must be 0 or more", graceSeconds);
  if (share !== null && !(typeof share === "number" && share > 0 && share <= 1)) {
    fail(
      "EARLIER_SHARE_OUT_OF_RANGE",
      "Cannot judge promises as exceededIfEarlierByShare must be in (0, 1] or null",
      share,
    );
  }
  checkChoice("COMPANY_CANCELLATION_INVALID", "companyCancellation", companyCancellation, ["withdrawn", "broken"]);
  return {
    asOf,
    grace,
    share,
    breaksWhenCompanyCancels: companyCancellation === "broken",
    definition: {
      asOf: instantToIso(asOf),
      graceSeconds: grace / 1000,
      exceededIfEarlierByShare: share,
      companyCancellation,
    },
  };
}

/** The rules as the `kind` of a state: states of other rules do not merge. */
export function kindOfRules(name: string, { definition }: VerdictRules): string {
  const { asOf, graceSeconds, exceededIfEarlierByShare, companyCancellation } = definition;
  const earlier = exceededIfEarlierByShare === null ? "" : ` exceeded by ${exceededIfEarlierByShare}`;
  const company = companyCancellation === "broken" ? " company broken" : "";
  return `${name} as of ${asOf} grace ${graceSeconds}${earlier}${company}`;
}
