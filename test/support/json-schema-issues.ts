/** Of a JSON Schema, the part that can be followed without references. */
type Schema = { readonly [keyword: string]: unknown };

/**
 * Where a value breaks a JSON Schema (draft 2020-12), as paths with a keyword: `amount minimum`.
 *
 * It knows the keywords that Zod writes for the schemas of the library, and throws at any other: what it does not know it cannot
 * have checked. Descriptions and `format` say nothing that a value could break.
 */
export function jsonSchemaIssues(schema: object, value: unknown, path = ""): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    const at = (issue: boolean): string[] => (issue ? [`${path} ${keyword}`.trim()] : []);
    const isIn = (choice: unknown): boolean => jsonSchemaIssues(choice as Schema, value, path).length === 0;
    switch (keyword) {
      case "$schema":
      case "$id":
      case "title":
      case "description":
      case "format":
        return [];
      case "type":
        return at(![rule].flat().some((type) => isOfType(value, type as string)));
      case "const":
        return at(value !== rule);
      case "enum":
        return at(!(rule as unknown[]).includes(value));
      case "anyOf":
        return at(!(rule as unknown[]).some(isIn));
      case "oneOf":
        return at((rule as unknown[]).filter(isIn).length !== 1);
      case "allOf":
        return (rule as Schema[]).flatMap((each) => jsonSchemaIssues(each, value, path));
      case "not":
        return at(isIn(rule));
      case "minimum":
        return at(typeof value === "number" && value < (rule as number));
      case "maximum":
        return at(typeof value === "number" && value > (rule as number));
      case "exclusiveMinimum":
        return at(typeof value === "number" && value <= (rule as number));
      case "exclusiveMaximum":
        return at(typeof value === "number" && value >= (rule as number));
      case "minLength":
        return at(typeof value === "string" && [...value].length < (rule as number));
      case "pattern":
        return at(typeof value === "string" && !new RegExp(rule as string, "u").test(value));
      case "minItems":
        return at(Array.isArray(value) && value.length < (rule as number));
      case "maxItems":
        return at(Array.isArray(value) && value.length > (rule as number));
      case "items":
        return Array.isArray(value)
          ? value.flatMap((item, index) => jsonSchemaIssues(rule as Schema, item, `${path}.${index}`))
          : [];
      case "properties":
        return Object.entries(rule as { [name: string]: Schema }).flatMap(([name, each]) =>
          isObject(value) && Object.hasOwn(value, name) ? jsonSchemaIssues(each, value[name], `${path}.${name}`) : [],
        );
      case "required":
        return isObject(value)
          ? (rule as string[])
              .filter((name) => !Object.hasOwn(value, name))
              .map((name) => `${path}.${name} required`.trim())
          : [];
      case "propertyNames":
        return isObject(value)
          ? Object.keys(value).flatMap((name) => jsonSchemaIssues(rule as Schema, name, `${path}.${name}`))
          : [];
      case "additionalProperties": {
        if (!isObject(value)) return [];
        const known = Object.keys((schema as Schema)["properties"] ?? {});
        const others = Object.keys(value).filter((name) => !known.includes(name));
        return rule === false
          ? others.map((name) => `${path}.${name} ${keyword}`)
          : others.flatMap((name) => jsonSchemaIssues(rule as Schema, value[name], `${path}.${name}`));
      }
      default:
        throw new Error(`the keyword ${keyword} is not known here`);
    }
  });
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
