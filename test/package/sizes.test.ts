import { afterAll, beforeAll, expect, test } from "vitest";
import { doors } from "../../tsup.config.ts";
import { bundle } from "./bundle.ts";
import { pack, type Packed, readManifest } from "./packed.ts";
import { ceilings } from "./sizes.ts";

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => packed.remove());

test.each(ceilings)("$name keeps below $limit bytes", async ({ program, limit, packages, external }) => {
  const found = await bundle(program, packed.folder, external);
  expect(found.packages).toEqual(packages);
  expect(found.bytes).toBeLessThanOrEqual(limit);
});

test("what is imported and not used weighs nothing", async () => {
  const { name } = readManifest();
  for (const entry of Object.keys(doors)) {
    const { bytes } = await bundle(
      `import * as door from "${entry === "index" ? name : `${name}/${entry}`}";`,
      packed.folder,
    );
    expect(bytes, entry).toBeLessThanOrEqual(25);
  }
});

test("every door has a ceiling", () => {
  const { name } = readManifest();
  const weighed = ceilings.map(({ program }) => program);
  for (const entry of Object.keys(doors)) {
    const door = entry === "index" ? name : `${name}/${entry}`;
    expect(weighed).toContain(`export * from "${door}";`);
  }
});
