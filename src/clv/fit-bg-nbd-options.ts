import { checkChoice } from "../core/choice.ts";
import type { EffectForm, PurchaseCovariates } from "./covariate-effects.ts";
import type { PurchaseFitOptions } from "./fit-options.ts";

/** Covariates of the BG/NBD and MBG/NBD models. */
export interface BgNbdCovariates extends PurchaseCovariates {
  /**
   * What a covariate of dropout moves. `"separate"`: a and b, each by a coefficient of its own (`a.age`, `b.age`), so that both
   * the mean chance to leave and its spread can differ. `"tied"`: both by the same one (`dropout.age`), as CLVTools has it: the
   * spread alone can differ then, and the mean chance cannot.
   * @defaultValue `"separate"`
   */
  readonly dropoutEffect?: "separate" | "tied" | undefined;
}

/** Options of `fitBgNbd` and `fitMbgNbd`. */
export interface BgNbdFitOptions extends PurchaseFitOptions {
  /**
   * Names of covariates that move the rate of purchases, alpha · exp(−coefficient · value), so that a positive coefficient is
   * more purchases; and dropout, a · exp(coefficient · value) and b likewise. None unless given.
   */
  readonly covariates?: BgNbdCovariates | undefined;
}

/**
 * What covariates do in both models.
 *
 * @throws {@link MetricError} `DROPOUT_EFFECT_UNKNOWN`
 */
export function bgNbdForms({ covariates }: BgNbdFitOptions): readonly EffectForm[] {
  const effect = covariates?.dropoutEffect ?? "separate";
  checkChoice("DROPOUT_EFFECT_UNKNOWN", "dropout effect", effect, ["separate", "tied"]);
  const [onA, onB] = [{ parameter: "a", sign: 1 } as const, { parameter: "b", sign: 1 } as const];
  const dropout: readonly EffectForm[] =
    effect === "tied"
      ? [{ side: "dropout", prefix: "dropout", moves: [onA, onB] }]
      : [
          { side: "dropout", prefix: "a", moves: [onA] },
          { side: "dropout", prefix: "b", moves: [onB] },
        ];
  return [{ side: "purchase", prefix: "purchase", moves: [{ parameter: "alpha", sign: -1 }] }, ...dropout];
}
