import { describe, expect, test } from "vitest";
import { npsDefinition, type NpsDefinitionOptions } from "../../../src/survey/nps-definition.ts";
import { nps } from "../../../src/survey/nps.ts";
import { npsPresets } from "../../../src/survey/presets.ts";
import { codeOf, thrownBy } from "../core/code-of.ts";

describe("npsDefinition", () => {
  test("without a wish is the standard one, which nps takes by default", () => {
    expect(npsDefinition()).toEqual(npsPresets.standard);
    expect(npsDefinition({ scale: undefined, detractorTo: undefined })).toEqual(nps([]).definition);
  });

  test("custom settles thresholds on 0–10 and 1–10, and one of them may be moved", () => {
    expect(npsDefinition({ scale: "1-10" })).toEqual({
      scale: { min: 1, max: 10 },
      detractorTo: 6,
      passiveTo: 8,
      denominator: "answers",
    });
    expect(npsDefinition({ detractorTo: 5 })).toMatchObject({ detractorTo: 5, passiveTo: 8 });
    expect(npsDefinition({ scale: { min: 0, max: 10 } })).toEqual(npsPresets.standard);
  });

  test("minus zero is zero, so that a stored definition is the definition", () => {
    const { scale } = npsDefinition({ scale: { min: -0, max: 10 } });
    expect(Object.is(scale.min, 0)).toBe(true);
  });

  test.each<[string, NpsDefinitionOptions]>([
    ["THRESHOLDS_REQUIRED", { scale: "1-5" }],
    ["THRESHOLDS_REQUIRED", { scale: "1-5", detractorTo: 3 }],
    ["THRESHOLDS_REQUIRED", { scale: "1-7", passiveTo: 5 }],
    ["THRESHOLDS_REQUIRED", { scale: { min: 0, max: 9 } }],
    ["THRESHOLDS_INVALID", { detractorTo: 6.5 }],
    ["THRESHOLDS_INVALID", { detractorTo: 9 }],
    ["THRESHOLDS_INVALID", { passiveTo: 10 }],
    ["THRESHOLDS_INVALID", { detractorTo: -1 }],
    ["THRESHOLDS_INVALID", { detractorTo: Number.NaN }],
    ["THRESHOLDS_INVALID", { detractorTo: "6" as never }],
    ["THRESHOLDS_INVALID", { detractorTo: null as never }],
    ["DENOMINATOR_INVALID", { denominator: "all" as never }],
    ["SCALE_INVALID", { scale: "0-10 " as never }],
    ["SCALE_INVALID", { scale: "10-0" as never }],
    ["SCALE_INVALID", { scale: { min: 0, max: 10.5 } }],
    ["SCALE_INVALID", { scale: { min: 0, max: 1001 } }],
    ["SCALE_INVALID", { scale: 10 as never }],
  ])("throws %s for %j", (code, options) => {
    expect(codeOf(() => npsDefinition(options))).toBe(code);
  });

  test("shows both thresholds that do not go together", () => {
    expect(thrownBy(() => npsDefinition({ detractorTo: 9 })).value).toEqual([9, 8]);
  });
});
