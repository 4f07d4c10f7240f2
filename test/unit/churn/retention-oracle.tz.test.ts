import { expect, test } from "vitest";
import { retentionCohorts } from "../../oracle/adapters/retention.ts";
import { checkFile } from "../../oracle/check-file.ts";
import { readOracleFiles } from "../../oracle/oracle-files.ts";

const files = readOracleFiles("test/oracle/cases/churn").filter(({ topic }) => topic === "retention.cohorts");

test.each(files.map((file) => [file.path, file] as const))("%s holds whatever the zone of the host", (_, file) => {
  const { cases } = checkFile(file, { "retention.cohorts": retentionCohorts });
  expect(cases.map(({ status, differences }) => ({ status, differences }))).toEqual([
    { status: "passed", differences: [] },
  ]);
});
