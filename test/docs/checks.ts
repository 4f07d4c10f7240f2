import { mismatch } from "./matches.ts";

/** What the checks of one example found; the runner empties it before the next. */
export const complaints: { readonly line: number; readonly text: string }[] = [];

/** Checks `expr; // => literal`. */
export async function gives(run: () => Promise<unknown>, literal: string, line: number): Promise<void> {
  const text = mismatch(await run(), literal);
  if (text !== null) complaints.push({ line, text });
}

/** Checks `expr; // throws CODE`: the code of an error, or its name. */
export async function throws(run: () => Promise<unknown>, code: string, line: number): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { code: got, name } = error as { readonly code?: unknown; readonly name?: unknown };
    if (got !== code && name !== code)
      complaints.push({ line, text: `threw ${String(got ?? name)}, not ${code}: ${String(error)}` });
    return;
  }
  complaints.push({ line, text: `threw nothing, not ${code}` });
}
