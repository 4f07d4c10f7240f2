import { expect, test } from "vitest";
import { hotelStay } from "../../../src/journey/templates-hotel-stay.ts";
import { onlineOrder } from "../../../src/journey/templates-online-order.ts";
import { repairShop } from "../../../src/journey/templates-repair-shop.ts";
import { saasOnboarding } from "../../../src/journey/templates-saas-onboarding.ts";
import { validateDataset } from "../../../src/schema/validate-dataset.ts";

const templates = [hotelStay, repairShop, saasOnboarding, onlineOrder];

test.each(templates)("%o is a data set without a finding", (template) => {
  const { findings } = validateDataset({ schemaVersion: "1.0", asOf: "2025-01-01T00:00:00+00:00", ...template() });
  expect(findings).toEqual([]);
});

test.each(templates)("%o asks at each touchpoint, and every promise has a deadline", (template) => {
  const { touchpoints } = template();
  for (const { auditQuestions, promises = [] } of touchpoints) {
    expect(auditQuestions!.length).toBeGreaterThan(1);
    for (const { within } of promises) expect(within!.amount).toBeGreaterThan(0);
  }
  expect(touchpoints.some(({ promises = [] }) => promises.length > 0)).toBe(true);
});

test.each(templates)("%o plans a path of its own touchpoints, each stage in order", (template) => {
  const { touchpoints, journeyDefinitions } = template();
  const { stages, plannedPath, goalTouchpointId } = journeyDefinitions[0]!;
  const stageOf = new Map(
    touchpoints.map(({ id, stageId }) => [id, stages.findIndex((stage) => stage.id === stageId)]),
  );
  expect(stageOf.get(goalTouchpointId!)).toBeGreaterThanOrEqual(0);
  const places = plannedPath!.map((id) => stageOf.get(id)!);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("templates have ids of their own, so that two fit into one data set", () => {
  const all = templates.flatMap((template) => template().touchpoints);
  const ids = [...all.map(({ id }) => id), ...all.flatMap(({ promises = [] }) => promises.map(({ id }) => id))];
  expect(new Set(ids).size).toBe(ids.length);
  expect(hotelStay()).not.toBe(hotelStay());
});
