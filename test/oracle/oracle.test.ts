import { existsSync } from "node:fs";
import { relative } from "node:path";
import { expect, test } from "vitest";
import { adapters } from "./adapters/index.ts";
import { checkFile, excused, isNotYet } from "./check-file.ts";
import { readOracleFiles } from "./oracle-files.ts";
import { isGreen, reportOf } from "./report.ts";

/** The second is beside the repository on some machines only: it holds other people's data. */
const folders = ["test/oracle/cases", "../shared/oracle"].filter((folder) => existsSync(folder));

for (const folder of folders) {
  for (const file of readOracleFiles(folder)) {
    if (isNotYet(file)) continue;
    test(`${folder}: ${relative(folder, file.path)}`, () => {
      const report = checkFile(file, adapters);
      expect(isGreen([report]), reportOf([report])).toBe(true);
    });
  }
}

test("what is not yet built has no adapter", () => {
  expect(Object.keys(adapters).filter((topic) => excused().has(topic))).toEqual([]);
});
