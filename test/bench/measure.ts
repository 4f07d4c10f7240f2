import { Bench } from "tinybench";
import type { Comparison, Measured } from "./comparison.ts";

const rounds = 9;
const millisecondsARound = 60;

/**
 * Measures both sides of a comparison by turns, so that what else the machine does falls on both.
 *
 * A round is a run of tinybench and gives a median each; the result is the median over the rounds.
 */
export async function measure({ name, prepare }: Comparison): Promise<Measured> {
  const { ours, baseline, agree } = prepare();
  const start = performance.now();
  const found = await ours();
  const first = performance.now() - start;
  if (!agree(found, await baseline())) throw new Error(`${name}: both sides do not find the same`);

  const medians = { ours: [] as number[], baseline: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const bench = new Bench({
      time: millisecondsARound,
      iterations: 3,
      warmupTime: round === 0 ? 100 : 5,
      warmupIterations: 1,
    });
    const sides = [
      ["ours", ours],
      ["baseline", baseline],
    ] as const;
    for (const [side, call] of round % 2 === 0 ? sides : [...sides].reverse()) bench.add(side, () => keep(call()));
    globalThis.gc?.();
    await bench.run();
    for (const task of bench.tasks) {
      const { result } = task;
      if (result.state !== "completed") throw new Error(`${name}: ${task.name} ${result.state}`);
      medians[task.name as keyof typeof medians].push(result.latency.p50);
    }
  }
  return { ours: median(medians.ours), baseline: median(medians.baseline), first };
}

let kept: unknown;

/** A result that is looked at by nobody may not be computed at all. */
function keep(result: unknown): unknown {
  kept = result;
  return kept;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
