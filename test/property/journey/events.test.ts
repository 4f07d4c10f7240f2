import fc from "fast-check";
import { expect, test } from "vitest";
import { eventCases } from "../../../src/journey/event-cases.ts";
import { journeyFunnel } from "../../../src/journey/funnel.ts";
import { pathFrequency } from "../../../src/journey/path-frequency.ts";
import { pathDeviation } from "../../../src/journey/planned-path.ts";
import { alignPath } from "../../../src/journey/planned-path-alignment.ts";
import { sankeyData } from "../../../src/journey/sankey-data.ts";
import { transitionMatrix } from "../../../src/journey/transition-matrix.ts";

const HOUR = 3_600_000;
const anyStep = fc.constantFrom("a", "b", "c", "a,b", "__proto__");
const anyEvents = fc.array(
  fc.record({
    caseId: fc.constantFrom("1", "2", "3"),
    step: anyStep,
    at: fc.integer({ min: 0, max: 8 }).map((hour) => hour * HOUR),
    sequence: fc.constantFrom(undefined, 0, 1),
  }),
  { maxLength: 24 },
);

/** Events of each case in order, by a stable sort of rows. */
function casesOf<Event extends { caseId: string; at: number; sequence?: number | undefined }>(
  events: readonly Event[],
): Event[][] {
  const ordered = [...events].sort((x, y) => x.at - y.at || (x.sequence ?? 0) - (y.sequence ?? 0));
  const ids = [...new Set(events.map(({ caseId }) => caseId))];
  return ids.map((id) => ordered.filter(({ caseId }) => caseId === id));
}

test("a funnel is what trying every choice of events finds", () => {
  const anySteps = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 });
  const anyWindow = fc.constantFrom(null, 0, 1, 3);
  fc.assert(
    fc.property(anyEvents, anySteps, anyWindow, fc.boolean(), (events, steps, windowHours, isStrict) => {
      const times: number[] = [];
      const depths = casesOf(events).map((way) => {
        let best: number[] = [];
        const search = (chosen: number[]): void => {
          // Choices come in order of start, then of each next event, so the first of a depth is the earliest.
          if (chosen.length > best.length) best = chosen;
          for (let i = (chosen.at(-1) ?? -1) + 1; i < way.length && chosen.length < steps.length; i++) {
            const isLate =
              chosen.length > 0 && windowHours !== null && way[i]!.at - way[chosen[0]!]!.at > windowHours * HOUR;
            if (way[i]!.step === steps[chosen.length] && !isLate) search([...chosen, i]);
            if (isStrict && chosen.length > 0) break;
          }
        };
        search([]);
        if (best.length === steps.length) times.push((way[best.at(-1)!]!.at - way[best[0]!]!.at) / HOUR);
        return best.length;
      });
      const funnel = journeyFunnel(events, { steps, windowHours, mode: isStrict ? "strict" : "loose" });
      expect(funnel.steps.map(({ reached }) => reached)).toEqual(
        steps.map((_, k) => depths.filter((depth) => depth > k).length),
      );
      if (steps.length > 1) expect(funnel.timeToConvert.n).toBe(times.length);
      if (steps.length > 1 && times.length > 0)
        expect(funnel.timeToConvert.meanHours).toBeCloseTo(
          times.reduce((sum, time) => sum + time, 0) / times.length,
          12,
        );
    }),
  );
});

test("columns say what rows say, codes what names say", () => {
  const names = ["a", "b", "c", "a,b", "__proto__"];
  fc.assert(
    fc.property(anyEvents, (events) => {
      const columns = {
        cases: Int32Array.from(events, ({ caseId }) => Number(caseId)),
        steps: Int32Array.from(events, ({ step }) => names.indexOf(step)),
        stepNames: names,
        at: Float64Array.from(events, ({ at }) => at),
        sequence: events.map(({ sequence }) => sequence),
      };
      expect(eventCases(columns)).toStrictEqual(eventCases(events));
      expect(transitionMatrix(columns)).toStrictEqual(transitionMatrix(events));
    }),
  );
});

test("long cases are ordered as short ones are", () => {
  const anyLong = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 9 }), sequence: fc.constantFrom(undefined, 0, 1, -1) }),
    { minLength: 33, maxLength: 80 },
  );
  fc.assert(
    fc.property(anyLong, (cells) => {
      const events = cells.map((cell, i) => ({ ...cell, caseId: "1", step: `s${i}` }));
      const { step, steps } = eventCases(events);
      expect(Array.from(step, (code) => steps[code])).toEqual(casesOf(events)[0]!.map((event) => event.step));
    }),
  );
});

test("every event leaves once, and what comes into a step goes out of it", () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { transitions, steps, n } = transitionMatrix(events);
      const sum = (list: readonly { readonly count: number }[]): number =>
        list.reduce((all, { count }) => all + count, 0);
      expect(sum(transitions)).toBe(events.length + n);
      for (const step of steps)
        expect(sum(transitions.filter(({ from }) => from === step))).toBe(
          sum(transitions.filter(({ to }) => to === step)),
        );
    }),
  );
});

test("paths add up to the cases, whatever the transform, and the transforms are what they say", () => {
  fc.assert(
    fc.property(anyEvents, fc.constantFrom("raw", "collapse", "first", "last", "set"), (events, transform) => {
      const { n, paths, otherCases } = pathFrequency(events, { transform, top: 2 });
      expect(paths.reduce((sum, { count }) => sum + count, otherCases)).toBe(n);
      const ways = casesOf(events).map((way) => way.map(({ step }) => step));
      const changed = ways.map((way) => {
        if (transform === "collapse") return way.filter((step, i) => step !== way[i - 1]);
        if (transform === "first") return way.filter((step, i) => way.indexOf(step) === i);
        if (transform === "last") return way.filter((step, i) => way.lastIndexOf(step) === i);
        return transform === "set" ? [...new Set(way)].sort() : way;
      });
      const all = pathFrequency(events, { transform }).paths.flatMap(({ path, count }) => Array(count).fill(path));
      expect(all.map((path) => JSON.stringify(path)).sort()).toEqual(
        changed.map((path) => JSON.stringify(path)).sort(),
      );
    }),
  );
});

test("a Sankey diagram loses nobody and has no cycle", () => {
  fc.assert(
    fc.property(anyEvents, fc.integer({ min: 1, max: 4 }), fc.constantFrom(null, 0, 1, 2), (events, positions, top) => {
      const { nodes, links, n } = sankeyData(events, { positions, top, transform: "raw" });
      const total = (list: readonly { readonly value: number }[]): number =>
        list.reduce((sum, { value }) => sum + value, 0);
      expect(total(nodes.filter(({ position }) => position === 0))).toBe(n);
      nodes.forEach(({ position, value, ended, cut }, index) => {
        expect(total(links.filter(({ source }) => source === index)) + ended + cut).toBe(value);
        if (position > 0) expect(total(links.filter(({ target }) => target === index))).toBe(value);
      });
      for (const { source, target } of links) expect(nodes[target]!.position).toBe(nodes[source]!.position + 1);
    }),
  );
});

test("an alignment costs what its steps say, and nothing for the plan itself", () => {
  const anyPath = fc.array(anyStep, { maxLength: 8 });
  fc.assert(
    fc.property(anyPath, anyPath, (planned, actual) => {
      const { missing, extra, outOfOrder, cost } = alignPath(planned, actual);
      expect(cost).toBe(missing.length + extra.length + 2 * outOfOrder.length);
      expect(cost).toBe(alignPath(actual, planned).cost);
      expect(cost === 0).toBe(JSON.stringify(planned) === JSON.stringify(actual));
      expect(planned.length - missing.length).toBe(actual.length - extra.length);
      expect(missing.filter((step) => extra.includes(step))).toEqual([]);
    }),
  );
});

test("the order of cases changes nothing", () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const turned = casesOf(events).reverse().flat();
      expect(pathDeviation(turned, { planned: ["a", "b"] })).toStrictEqual(
        pathDeviation(events, { planned: ["a", "b"] }),
      );
      expect(pathFrequency(turned)).toStrictEqual(pathFrequency(events));
    }),
  );
});
