import { serviceAttainment } from "../../../src/tiers/service-attainment.ts";
import type { ServiceEvent, ServicePolicy } from "../../../src/tiers/service-state.ts";
import type { Adapter } from "../adapter.ts";

/** Service level by tier. */
export const serviceLevels: Adapter = ({ inputs }) => {
  const { policies, events } = inputs as {
    readonly policies: readonly ServicePolicy[];
    readonly events: readonly ServiceEvent[];
  };
  const { tiers, inversions } = serviceAttainment(events, policies);
  return {
    tiers: tiers.map(({ attainment, targetShare, ...tier }) => ({
      ...tier,
      attainment: attainment.value,
      target: targetShare,
    })),
    inversions,
  };
};
