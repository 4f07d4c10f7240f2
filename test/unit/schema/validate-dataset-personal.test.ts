import { describe, expect, test } from "vitest";
import { hasEmail, isPersonalKey, personalFaults } from "../../../src/schema/validate-dataset-personal.ts";

describe("keys that speak of a person", () => {
  test.each([
    "name",
    "Name",
    "acme:name",
    "firstName",
    "customer_name",
    "FULL NAME",
    "surname",
    "lastname",
    "email",
    "E-Mail",
    "e_mail",
    "emailAddress",
    "emails",
    "phone",
    "phoneNumber",
    "acme:mobile-number",
    "telephone",
    "home address",
    "dateOfBirth",
    "birthDate",
    "passportNumber",
    "iban",
    "pii",
  ])("%s", (key) => {
    expect(isPersonalKey(key)).toBe(true);
  });

  test.each([
    "emailsOpened",
    "nameplate",
    "productName",
    "phonetic",
    "addressed",
    "number",
    "",
    "mood",
    "filename",
    "npsSource",
    "emotoin",
  ])("not %s", (key) => {
    expect(isPersonalKey(key)).toBe(false);
  });
});

test.each([
  ["ann@example.com", true],
  ["mailto:ann@example.co.uk", true],
  ["@17", false],
  ["a@b", false],
  ["x @ y.z", false],
])("an e-mail address in %s: %s", (text, expected) => {
  expect(hasEmail(text)).toBe(expected);
});

test("a circle is gone round once", () => {
  const circle: { [key: string]: unknown } = { phone: 1 };
  circle["again"] = circle;
  expect(personalFaults({ "acme:x": circle }, ["extensions"]).map(({ path }) => path)).toEqual([
    'extensions["acme:x"].phone',
  ]);
});
