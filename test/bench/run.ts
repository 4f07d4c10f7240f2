import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { clvFit } from "./clv-fit.ts";
import { clvPredict } from "./clv-predict.ts";
import { clvRfm } from "./clv-rfm.ts";
import { clvSpend } from "./clv-spend.ts";
import { clvTrust } from "./clv-trust.ts";
import type { Comparison, Measured } from "./comparison.ts";
import { cox } from "./cox.ts";
import { journeySchema } from "./journey-schema.ts";
import { journeyEvents } from "./journey-events.ts";
import { journeyAttribution } from "./journey-attribution.ts";
import { journeyExperience } from "./journey-experience.ts";
import { journeyScorecard } from "./journey-scorecard.ts";
import { measure } from "./measure.ts";
import { mrr } from "./mrr.ts";
import { projection } from "./projection.ts";
import { retention } from "./retention.ts";
import { survey } from "./survey.ts";
import { survival } from "./survival.ts";
import { tiersClassify } from "./tiers-classify.ts";
import { tiersConcentration } from "./tiers-concentration.ts";
import { tiersEconomics } from "./tiers-economics.ts";
import { tiersRfm } from "./tiers-rfm.ts";
import { tiersStability } from "./tiers-stability.ts";

const comparisons: readonly Comparison[] = [
  ...survey,
  ...mrr,
  ...retention,
  ...survival,
  ...cox,
  ...projection,
  ...clvFit,
  ...clvPredict,
  ...clvRfm,
  ...clvSpend,
  ...clvTrust,
  ...tiersClassify,
  ...tiersConcentration,
  ...tiersEconomics,
  ...tiersRfm,
  ...tiersStability,
  ...journeyScorecard,
  ...journeyEvents,
  ...journeySchema,
  ...journeyAttribution,
  ...journeyExperience,
];

/**
 * `npm run bench`: each comparison in a process of its own, so that none is slowed by what another taught
 * the compiler, and so that the first call is one. `npm run bench -- WORD` measures those with WORD in their name.
 */
const [flag, word = ""] = process.argv.slice(2);
if (flag === "--one") {
  const comparison = comparisons.find(({ name }) => name === word)!;
  process.stdout.write(JSON.stringify(await measure(comparison)));
} else {
  report(comparisons.filter(({ name, baseline }) => `${name} ${baseline}`.includes(flag ?? "")));
}

function report(chosen: readonly Comparison[]): void {
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}; ms a call, medians; ratio = ours / baseline`,
  );
  console.log(row("", "first", "ours", "baseline", "ratio", "limit"));
  for (const { name, baseline: beside, limit } of chosen) {
    const output = execFileSync(process.execPath, [...process.execArgv, process.argv[1]!, "--one", name], {
      encoding: "utf8",
    });
    const { ours, baseline, first } = JSON.parse(output) as Measured;
    const ratio = ours / baseline;
    const isOver = limit !== undefined && ratio > limit;
    const promised = limit === undefined ? "" : `${short(limit)}${isOver ? "!" : " "}`;
    console.log(`${row(name, short(first), short(ours), short(baseline), short(ratio), promised)}\n  beside ${beside}`);
    if (isOver) process.exitCode = 1;
  }
}

/** A line of at most 80 characters; a limit that was not kept has a `!`. */
function row(name: string, ...figures: readonly string[]): string {
  return name.padEnd(32) + figures.map((figure) => figure.padStart(9)).join("");
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
