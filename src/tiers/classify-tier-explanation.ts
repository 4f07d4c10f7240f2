import type { TierClassification, TierReason, TierReasonCode, UnmetTierOne } from "./classify-tier-result.ts";
import { figures } from "./tier-figures.ts";
import type { TierRules } from "./tier-model-rules.ts";
import type { TierNumber } from "./tier-policy.ts";
import type { TierSignalField } from "./tier-signals.ts";

/** What the sentences need to know. */
export type TierFacts = Omit<TierClassification, "explanation">;

/** A classification in English: where the customer stands, what speaks against better, what tier 1 would take, what is not known. */
export function explainTier(facts: TierFacts, rules: TierRules): string[] {
  const { tier, optimisticTier, reasons, unmetTierOne, missing, invalid, decidingField } = facts;
  const sentences = [tier === null ? undecided(facts.possibleTiers) : verdict(facts, tier)];
  sentences.push(...reasons.map((reason) => reasonSentence(reason, rules)));
  // A misfit is not helped by more profit.
  const isFit = tier !== 3 || !rules.misfitVeto || !reasons.some(({ code }) => code.startsWith("misfit"));
  if (optimisticTier > 1 && isFit) sentences.push(...unmetTierOne.map((unmet) => unmetSentence(unmet, rules)));
  if (missing.length > 0) sentences.push(`Not known: ${listed(missing.map(nameOf))}.`);
  for (const { field, value } of invalid)
    sentences.push(`${capital(nameOf(field))} cannot be ${JSON.stringify(value)}, so it is taken as not known.`);
  if (decidingField !== null) sentences.push(`${capital(nameOf(decidingField))} would decide most.`);
  return sentences;
}

/** What a field is called in a sentence. */
export function nameOf(field: TierSignalField): string {
  const names: { readonly [Field in TierSignalField]: string } = {
    profit: "the profit",
    lifetimeValue: "the lifetime value",
    ourAffinity: "our affinity to them",
    theirAffinity: "their affinity to us",
    leaveRisk: "the risk that they leave",
    problems: "the number of problems",
    fitProduct: "the fit to our products",
    fitService: "the fit to our services",
    fitCulture: "the fit to our culture",
  };
  return names[field];
}

/** A sentence's beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words with commas, and a word before the last. */
export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

function undecided(possible: readonly TierNumber[]): string {
  return `Not decided: tier ${listed(possible.map(String), "or")} is possible with what is known.`;
}

function verdict({ basis, reasons, missing }: TierFacts, tier: TierNumber): string {
  const whatever = missing.length > 0 ? ", whatever is not known turns out to be" : "";
  if (tier === 1)
    return `Tier 1${whatever}: highly profitable, we love working with them, they love working with us, and they would leave only under dire circumstances.`;
  if (tier === 2 && basis === "rule")
    return `Tier 2${whatever}: profitable, no problems, and a little attention could move them to tier 1.`;
  if (tier === 2)
    return `Tier 2${whatever}: profitable and no problems, which is enough without being close to tier 1.`;
  return `Tier 3${whatever}: ${basis === "rule" ? "not a fit" : summary(reasons)}.`;
}

function summary(reasons: readonly TierReason[]): string {
  const words: { readonly [Code in TierReasonCode]?: string } = {
    unprofitable: "not profitable",
    "causes-problems": "causes problems",
    "out-of-reach": "profitable, yet too far from tier 1",
  };
  const known = reasons.flatMap(({ code }) => words[code] ?? []);
  return known.length === 0 ? "no description of a better tier fits" : listed(known);
}

function reasonSentence({ code, field, value, threshold }: TierReason, rules: TierRules): string {
  if (code === "out-of-reach") return "Tier 1 is more than a little attention away.";
  if (code === "unprofitable") {
    const [known, floor] = figures(value as number, threshold!);
    return `${capital(nameOf(field!))} of ${known} is not above ${floor}.`;
  }
  if (code === "causes-problems") return `Problems: ${value}, where at most ${threshold} would do.`;
  const what = { "misfit:product": "products", "misfit:service": "services", "misfit:culture": "culture" }[code];
  return `They do not fit our ${what}${rules.misfitVeto ? "" : ", which this policy does not hold against them"}.`;
}

function unmetSentence({ field, value, threshold, gap, withinReach }: UnmetTierOne, rules: TierRules): string {
  const name = nameOf(field);
  if (threshold === null) return `For tier 1 ${name} has no threshold, as nobody was above 0 when it was set.`;
  const isFloor = field === rules.fields[0] && threshold <= rules.profitFloor;
  const bound = isFloor ? "above" : field === "leaveRisk" ? "at most" : "at least";
  const percent = gap === null ? Infinity : Number((100 * gap).toPrecision(3));
  const size = isFloor || percent === Infinity ? "" : `: a gap of ${percent} %`;
  const beyond = withinReach || size === "" ? "" : ", more than a little attention closes";
  const [wanted, known] = figures(isFloor ? rules.profitFloor : threshold, value);
  return `For tier 1 ${name} would have to be ${bound} ${wanted}, not ${known}${size}${beyond}.`;
}
