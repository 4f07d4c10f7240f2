import { channelAdoption, type ChannelUse } from "../../../src/journey/channel-adoption.ts";
import { compareChannelLatency } from "../../../src/journey/channel-latency.ts";
import {
  type ComplaintManager,
  complaintOwnership,
  type HandledComplaint,
} from "../../../src/journey/complaint-ownership.ts";
import type { Adapter } from "../adapter.ts";

/** The calendar of the file is that of UTC. */
export const complaintOwnershipOracle: Adapter = ({ inputs }) => {
  const { managers, complaints, month } = inputs as {
    readonly managers: readonly ComplaintManager[];
    readonly complaints: readonly HandledComplaint[];
    readonly month: string;
  };
  return complaintOwnership(managers, complaints, { month, timeZone: "UTC" });
};

/** Bounds of periods are given back as they were written; a share is a plain number. */
export const channelAdoptionOracle: Adapter = ({ inputs }) => {
  const { newChannel, events, periods } = inputs as {
    readonly newChannel: string;
    readonly events: readonly ChannelUse[];
    readonly periods: readonly string[];
  };
  const result = channelAdoption(events, { newChannel, periods });
  const ends = periods.slice(1);
  return {
    ...result,
    wentBackShare: result.wentBackShare.value,
    periods: result.periods.map((period, i) => ({ ...period, from: periods[i], to: ends[i] })),
  };
};

/** Medians stand side by side there. */
export const channelLatencyComparison: Adapter = ({ inputs }) => {
  const { new: newTimes, old: oldTimes } = inputs as {
    readonly new: readonly (number | null)[];
    readonly old: readonly (number | null)[];
  };
  const result = compareChannelLatency(newTimes, oldTimes);
  return { ...result, medianNew: result.newChannel.median, medianOld: result.oldChannel.median };
};
