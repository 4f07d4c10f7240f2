import { describe, expect, test } from "vitest";
import { ces } from "../../../src/survey/ces.ts";
import { csat } from "../../../src/survey/csat.ts";
import { npsDefinition } from "../../../src/survey/nps-definition.ts";
import { nps } from "../../../src/survey/nps.ts";
import { cesPresets, csatPresets, npsPresets } from "../../../src/survey/presets.ts";
import { resolveScale } from "../../../src/survey/scale.ts";
import { notPlainJson } from "../../support/plain-json.ts";

/** Every answer of a scale, once. */
const answersOf = (scale: Parameters<typeof resolveScale>[0]): number[] => {
  const { min, max } = resolveScale(scale);
  return Array.from({ length: max - min + 1 }, (_, at) => min + at);
};

describe.each(Object.entries(npsPresets))("npsPresets.%s", (_, definition) => {
  test("is a definition that npsDefinition makes too, and plain JSON", () => {
    expect(npsDefinition(definition)).toEqual(definition);
    expect(notPlainJson(definition)).toEqual([]);
  });

  test("puts every answer in a band, and each band has one", () => {
    const answers = answersOf(definition.scale);
    const { n, promoters, passives, detractors } = nps(answers, { definition });
    expect(n).toBe(answers.length);
    expect(Math.min(promoters, passives, detractors)).toBeGreaterThan(0);
  });
});

describe.each(Object.entries(csatPresets))("csatPresets.%s", (_, preset) => {
  test("settles every option, so that its definition gives the same again", () => {
    const answers = answersOf(preset.scale);
    const result = csat(answers, preset);
    expect(result.n).toBe(answers.length);
    expect(csat(answers, result.definition)).toEqual(result);
    expect(notPlainJson(preset)).toEqual([]);
  });
});

describe.each(Object.entries(cesPresets))("cesPresets.%s", (_, preset) => {
  test("settles every option, so that its definition gives the same again", () => {
    const answers = answersOf(preset.scale);
    const result = ces(answers, preset);
    expect(result.n).toBe(answers.length);
    expect(ces(answers, result.definition)).toEqual(result);
    expect(notPlainJson(preset)).toEqual([]);
  });
});

test("what the presets call satisfied, dissatisfied, easy and difficult", () => {
  const satisfied = (name: keyof typeof csatPresets) => {
    const { scale } = csatPresets[name];
    return ["satisfied", "dissatisfied"].map((field) =>
      answersOf(scale)
        .filter((answer) => csat([answer], csatPresets[name])[field as "satisfied"] === 1)
        .join(""),
    );
  };
  expect(satisfied("delighted")).toEqual(["45", "12"]);
  expect(satisfied("zendeskFivePoint")).toEqual(["45", "123"]);
  expect(satisfied("zendesk")).toEqual(["1", "0"]);
  expect(satisfied("hubspot")).toEqual(["2", "0"]);
  expect(satisfied("posthogThumbs")).toEqual(["1", "2"]);
  expect(satisfied("posthogSevenPoint")).toEqual(["567", "123"]);
  const easy = (name: keyof typeof cesPresets) => {
    const { scale } = cesPresets[name];
    return ["easy", "difficult"].map((field) =>
      answersOf(scale)
        .filter((answer) => ces([answer], cesPresets[name])[field as "easy"] === 1)
        .join(""),
    );
  };
  expect(easy("ces1")).toEqual(["12", "45"]);
  expect(easy("ces2")).toEqual(["567", "123"]);
  expect(easy("delighted")).toEqual(["45", "12"]);
  expect(easy("hubspot")).toEqual(["67", "123"]);
  expect(easy("cysIndex")).toEqual(["67", "123"]);
});
