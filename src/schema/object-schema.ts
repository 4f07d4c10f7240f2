import type * as z from "zod";

/** The schema of each key of an interface. Optional keys are optional, required ones are not. */
export type ObjectShape<Interface extends object> = {
  [Key in keyof Interface]-?: Partial<Pick<Interface, Key>> extends Pick<Interface, Key>
    ? z.ZodOptional<z.ZodType<Exclude<Interface[Key], undefined>>>
    : z.ZodType<Interface[Key]>;
};

/**
 * A strict Zod object with exactly the keys of an interface and their types. Made by
 * `z.strictObject<ObjectShape<Interface>>({ … })`, it makes the compiler refuse a key that is missing,
 * misspelt, too many, or of another type.
 */
export type ObjectSchema<Interface extends object> = z.ZodObject<ObjectShape<Interface>, z.core.$strict>;
