import { existsSync } from "node:fs";
import { adapters } from "./adapters/index.ts";
import { checkFile } from "./check-file.ts";
import { readOracleFiles } from "./oracle-files.ts";
import { isGreen, reportOf } from "./report.ts";

const folder = process.argv[2] ?? "../shared/oracle";
if (existsSync(folder)) {
  const files = readOracleFiles(folder).map((file) => checkFile(file, adapters));
  console.log(reportOf(files));
  process.exitCode = isGreen(files) ? 0 : 1;
} else {
  console.error(`There are no oracle files at ${folder}: npm run oracle -- FOLDER`);
  process.exitCode = 1;
}
