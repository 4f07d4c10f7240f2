/**
 * The main job: messy exports of surveys and subscriptions in, figures that say how sure they are out.
 *
 *     npm run demo                       # the bundled exports
 *     npm run demo -- --help             # your own
 *
 * Everything is computed by the library, through its public doors; what is here reads files and draws.
 */
import { run } from "./demo/run.ts";

const { env, stdout } = process;
const result = run(process.argv.slice(2), {
  colour: stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb",
});
// `npm run demo | head` closes the pipe early.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
if (result.output !== "") stdout.write(result.output);
if (result.errors !== "") process.stderr.write(result.errors);
process.exitCode = result.exitCode;
