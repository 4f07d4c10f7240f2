import * as z from "zod";
import type { Extensions } from "../model/instant-text.ts";

/** A text that is not empty. */
export function text(): z.ZodString {
  return z.string().min(1);
}

/** A moment as text: ISO 8601 with seconds and an offset. */
export function instantText(): z.ZodISODateTime {
  return z.iso.datetime({ offset: true, error: "must be ISO 8601 with offset, such as 2025-03-09T10:30:00Z" });
}

/** A moment that may not be there, or be `null`. */
export function instantOrNull(): z.ZodOptional<z.ZodNullable<z.ZodISODateTime>> {
  return instantText().nullable().optional();
}

/** An id that may not be there, or be `null`. */
export function idOrNull(): z.ZodOptional<z.ZodNullable<z.ZodString>> {
  return text().nullable().optional();
}

/** Fields of the user's own, each with a prefix. */
export function extensions(): z.ZodOptional<z.ZodType<Extensions>> {
  return z.record(z.templateLiteral([text(), ":", text()]), z.unknown()).optional();
}
