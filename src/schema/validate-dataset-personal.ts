import { type Fault, pathText } from "./validate-dataset-finding.ts";
import { isRecord } from "./raw-row.ts";

/**
 * Whether a key speaks of a person: `email`, `E-Mail`, `acme:phoneNumber`, `customer_name`.
 *
 * Words are told apart by their case and what is between them, so that `emailsOpened` and `nameplate` are not taken for it.
 */
export function isPersonalKey(key: string): boolean {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/e[-_ ]mail/g, "email")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  const end = words.slice(-3).join("");
  if (/^(?:emails?|phones?|telephone|mobile|address|pii|surname|(?:first|last|full)name|iban)$/.test(last)) {
    return true;
  }
  if (/(?:phone|mobile|passport|card)number$|dateofbirth$|birth(?:day|date)$/.test(end)) return true;
  // The name of a person, and not that of a product: alone, behind a prefix, or with a word for the person.
  return last === "name" && (words.length === 1 || key.endsWith(":name") || isPerson(words.at(-2)!));
}

function isPerson(word: string): boolean {
  return /^(?:first|last|middle|family|given|full|customer|client|guest|contact|person|user|patient|employee)$/.test(
    word,
  );
}

/** Whether a text is, or has in it, an e-mail address. */
export function hasEmail(text: string): boolean {
  return text.includes("@") && /[^\s@]@[^\s@]+\.[^\s@]/.test(text);
}

/** The keys within fields of the user's own that speak of a person. */
export function personalFaults(value: unknown, path: readonly PropertyKey[]): Fault[] {
  const faults: Fault[] = [];
  const visit = (inner: unknown, at: readonly PropertyKey[], within: ReadonlySet<unknown>): void => {
    if (typeof inner !== "object" || inner === null || within.has(inner)) return;
    const deeper = new Set(within).add(inner);
    if (Array.isArray(inner)) {
      for (const [index, element] of inner.entries()) visit(element, [...at, index], deeper);
    } else if (isRecord(inner)) {
      for (const key of Object.keys(inner)) {
        if (isPersonalKey(key)) faults.push(personalFault(pathText([...at, key])));
        else visit(inner[key], [...at, key], deeper);
      }
    }
  };
  visit(value, path, new Set());
  return faults;
}

/** Says that a field holds personal data. */
export function personalFault(path: string): Fault {
  return {
    path,
    code: "personal-data",
    saying: "looks like personal data: the model has pseudonymous ids alone",
    value: null,
  };
}
