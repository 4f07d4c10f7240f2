import type * as z from "zod";
import type { SurveyResponse } from "../model/survey-response.ts";
import { channelSchema } from "./channel-schema.ts";
import { complaintSchema } from "./complaint-schema.ts";
import { costEntrySchema } from "./cost-entry-schema.ts";
import { customerSchema } from "./customer-schema.ts";
import { interactionSchema } from "./interaction-schema.ts";
import { journeyDefinitionSchema, journeyInstanceSchema } from "./journey-schema.ts";
import { promiseSchema } from "./promise-schema.ts";
import { notBefore } from "./row-rule.ts";
import { traitRatingSchema } from "./service-personality-schema.ts";
import { surveyResponseSchema } from "./survey-response-schema.ts";
import { auditEntrySchema, organisationValueSchema } from "./touchpoint-audit-schema.ts";
import { touchpointSchema } from "./touchpoint-schema.ts";
import { transactionSchema } from "./transaction-schema.ts";
import type { DatasetList } from "./validate-dataset-finding.ts";

/** What is known of a list before its rows are seen. */
export interface ListRules {
  readonly list: DatasetList;
  readonly schema: z.ZodType;
  /** Fields that hold the id of a row of another list. */
  readonly references: readonly (readonly [field: string, to: DatasetList])[];
  /** Fields that hold what has happened. When something is due is not among them. */
  readonly happened: readonly string[];
  /** Fields that stand for a person. */
  readonly pseudonyms: readonly string[];
}

/** The lists in the order of the model. */
export function listRules(): readonly ListRules[] {
  const customer = ["customerId", "customers"] as const;
  const journey = ["journeyId", "journeys"] as const;
  const interaction = ["interactionId", "interactions"] as const;
  const touchpoint = ["touchpointId", "touchpoints"] as const;
  const channel = ["channel", "channels"] as const;
  return [
    rules("customers", customerSchema, [], ["firstSeenAt", "churnedAt"], ["id"]),
    rules("channels", channelSchema, [], []),
    rules("touchpoints", touchpointSchema, [["journeyDefinitionId", "journeyDefinitions"]], []),
    rules("journeyDefinitions", journeyDefinitionSchema, [["goalTouchpointId", "touchpoints"]], []),
    rules(
      "journeys",
      journeyInstanceSchema,
      [["definitionId", "journeyDefinitions"], customer],
      ["startedAt", "endedAt"],
    ),
    rules(
      "interactions",
      interactionSchema,
      [customer, journey, touchpoint, channel],
      ["startedAt", "endedAt"],
      ["employeeId"],
    ),
    rules(
      "promises",
      promiseSchema,
      [customer, journey, interaction, touchpoint, channel, ["renegotiatedFrom", "promises"]],
      ["madeAt", "fulfilledAt", "cancelledAt"],
    ),
    rules(
      "responses",
      surveyResponseSchema.refine(...notBefore<SurveyResponse>("answered-before-asked", "answeredAt", "askedAt")),
      [customer, journey, interaction, touchpoint, channel],
      ["askedAt", "answeredAt"],
    ),
    rules("transactions", transactionSchema, [customer, channel], ["at"]),
    rules("costs", costEntrySchema, [customer, touchpoint], ["at"]),
    rules("complaints", complaintSchema, [customer, interaction], ["openedAt", "closedAt"], ["handledBy"]),
    rules("traitRatings", traitRatingSchema, [interaction, touchpoint, channel], ["at"]),
    rules("values", organisationValueSchema, [], []),
    rules("auditEntries", auditEntrySchema, [touchpoint, ["valueId", "values"]], ["at"], ["auditor"]),
  ];
}

function rules(
  list: DatasetList,
  schema: z.ZodType,
  references: ListRules["references"],
  happened: readonly string[],
  pseudonyms: readonly string[] = [],
): ListRules {
  const hasCustomer = references.some(([field]) => field === "customerId");
  return { list, schema, references, happened, pseudonyms: hasCustomer ? ["customerId", ...pseudonyms] : pseudonyms };
}
