import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes each JSON Schema to a file of its own, `FOLDER/<title>.json`, for programs that read files and not TypeScript.
 *
 * The same schemas give the same bytes. What the folder held before is gone, so that a schema that was renamed leaves no file.
 */
export async function writeJsonSchemas(
  folder: string,
  schemas: readonly { readonly title: string }[],
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(
    schemas.map((schema) => writeFile(join(folder, `${schema.title}.json`), `${JSON.stringify(schema, null, 2)}\n`)),
  );
}
