import { cleanText } from "./format.ts";

/** Text that is HTML already. Only {@link html} makes it, so that nothing from a file gets in unescaped. */
export interface Markup {
  readonly markup: string;
}

/** HTML from a template: whatever is put into it is escaped, unless it is {@link Markup} itself. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
  return { markup: strings.map((text, at) => (at === 0 ? text : show(values[at - 1]!) + text)).join("") };
}

function show(value: string | number | Markup | readonly Markup[]): string {
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}

const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeText(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
