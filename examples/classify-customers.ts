/**
 * What a plug-in of a CRM does: rows of an export are checked, a model is fitted once and stored, and every customer gets a tier,
 * the reasons for it, and the next step.
 *
 *     npx tsx examples/classify-customers.ts                          # the bundled export
 *     npx tsx examples/classify-customers.ts customers.csv model.json  # your own; the model is made where there is none
 *
 * Tiers go to standard output as CSV, and what is wrong with rows to standard error.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { customerSignalsSchema, tierModelSchema } from "customer-metrics/schema";
import { classifyTier, type CustomerSignals, fitTierModel, nextTier, threeTiers } from "customer-metrics/tiers";
import Papa from "papaparse";
import * as z from "zod";

type Row = { readonly [column: string]: string };

const [file = "examples/data/customers.csv", modelFile] = process.argv.slice(2);
const { data: rows } = Papa.parse<Row>(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true });

// What the CRM calls things, in the words of the library. A blank is not known, and never 0.
const number = (cell: string | undefined): number | null => (cell === undefined || cell === "" ? null : Number(cell));
const flag = (cell: string | undefined): unknown => (cell === "yes" ? true : cell === "no" ? false : cell || null);
const profitOf = (row: Row): number | null => {
  const [revenue, direct, service] = ["revenue", "directCost", "costToServe"].map((column) => number(row[column]));
  if (revenue == null || direct == null || service == null) return null;
  return Math.round((revenue - direct - service) * 100) / 100;
};
const signalsOf = (row: Row): unknown => ({
  customerId: row["customerId"],
  profit: profitOf(row),
  ourAffinity: number(row["ourAffinity"]),
  theirAffinity: number(row["theirAffinity"]),
  leaveRisk: number(row["leaveRisk"]),
  problems: number(row["problems"]),
  fitProduct: flag(row["fitProduct"]),
  fitService: flag(row["fitService"]),
  fitCulture: flag(row["fitCulture"]),
});

// Each row is used, or said to be wrong, with the column. Here nobody is without a name, and nobody comes twice.
const schema = customerSignalsSchema.extend({ customerId: z.string().min(1) });
const customers = new Map<string, CustomerSignals>();
for (const [at, row] of rows.entries()) {
  const { success, data, error } = schema.safeParse(signalsOf(row));
  if (!success) {
    const wrong = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    console.error(`row ${at + 2}: ${wrong.join("; ")}`);
  } else if (customers.has(data.customerId)) {
    console.error(`row ${at + 2}: customerId: ${data.customerId} came before`);
  } else {
    customers.set(data.customerId, data);
  }
}

// Fitted once and kept: next month's customers are held against this month's line, and tiers do not flap.
const model =
  modelFile !== undefined && existsSync(modelFile)
    ? tierModelSchema.parse(JSON.parse(readFileSync(modelFile, "utf8")))
    : fitTierModel(customers.values(), threeTiers(), { modelId: "crm", version: "1" });
if (modelFile !== undefined) writeFileSync(modelFile, JSON.stringify(model));

const lines = [...customers.values()].map((customer) => {
  const { customerId, tier, possibleTiers, explanation } = classifyTier(customer, model);
  return {
    customerId,
    tier: tier ?? `one of ${possibleTiers.join(", ")}`,
    why: explanation.join(" "),
    next: nextTier(customer, model).explanation.join(" "),
  };
});
console.log(Papa.unparse(lines));
