import { checkChoice } from "../core/choice.ts";
import { bgBbProcess } from "./bg-bb.ts";
import { bgNbdProcess, mbgNbdProcess } from "./bg-nbd.ts";
import { paretoNbdProcess } from "./pareto-nbd.ts";
import type { PurchaseModelName, PurchaseProcess } from "./purchase-process.ts";

/**
 * The mathematics of a model, by its name.
 *
 * @throws {@link MetricError} `MODEL_UNKNOWN`
 */
export function processOf(model: PurchaseModelName): PurchaseProcess {
  checkChoice("MODEL_UNKNOWN", "model", model, ["bg-nbd", "mbg-nbd", "pareto-nbd", "bg-bb"]);
  if (model === "bg-nbd") return bgNbdProcess;
  if (model === "mbg-nbd") return mbgNbdProcess;
  return model === "pareto-nbd" ? paretoNbdProcess : bgBbProcess;
}
