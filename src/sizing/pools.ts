import { percent } from "../report/format.ts";
import { portsByRule } from "../stats/portBlocking.ts";
import { serversForBlocking } from "../stats/theory/erlangB.ts";
import { n, roundedUp } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import type { Section, SizingRow } from "./types.ts";

/** Trunks and recording sessions: mean, room for chance, and one site's share. */
export const pools = (load: SizingLoad): Section => ({
  title: "Trunks and recording sessions",
  note:
    "without waiting for an agent beyond the queue treatment; at message fidelity signalling " +
    "holds them some milliseconds longer",
  rows: [...trunkRows(load), ...recordingRows(load)],
});

/** The headroom rule of published port density: mean plus three times its square root. */
export function peakOf(id: string, title: string, mean: number): SizingRow {
  return {
    id: `${id}.peak`,
    title: `${title}, mean + 3 × its root`,
    unit: "",
    value: portsByRule(mean),
    derivation: `${n(mean)} + 3 × √${n(mean)}, rounded up`,
  };
}

function trunkRows({ capacity, held, scenario }: SizingLoad): readonly SizingRow[] {
  const site = capacity.find(({ scope }) => scope === "pool:trunks");
  const mean = held.trunk.reduce((sum, each) => sum + each, 0);
  if (site === undefined || mean === 0) return [];
  const { blocking } = scenario.sizing;
  const ofSite = site.perCall * site.offeredCaps;
  const scope = "pool:trunks";
  return [
    {
      id: "trunks.mean",
      title: "trunks, mean",
      unit: "",
      value: mean,
      derivation: "calls that hold one, of all sites",
      measured: { metrics: ["pool.inUse"], scope },
    },
    { ...peakOf("trunks", "trunks", mean), measured: { metrics: ["pool.inUse.p999"], scope } },
    {
      id: "trunks.site",
      title: "trunks of the busiest site",
      unit: "",
      value: serversForBlocking(ofSite, blocking),
      derivation: `Erlang B: ${n(ofSite)} erlang, ${percent(blocking, 2)} of calls blocked`,
      has: site.size,
    },
  ];
}

function recordingRows(load: SizingLoad): readonly SizingRow[] {
  const { caps, talkS } = load.conversations;
  const { storage, sizing, recording } = load.scenario;
  const mean = caps * talkS * storage.recordedShare;
  const peak = peakOf("recording", "recording sessions", mean);
  const share = percent(storage.recordedShare, 0);
  const per = Math.floor(sizing.recordingsPerMcp * (1 - recording.encryptionCost));
  return [
    {
      id: "recording.mean",
      title: "recording sessions, mean",
      unit: "",
      value: mean,
      derivation: `${n(caps)}/s × ${n(talkS)} s × ${share} recorded`,
      measured: { metrics: ["recording.sessions"] },
    },
    peak,
    {
      id: "recording.mcps",
      title: "MCPs for recording, all sites",
      unit: "",
      value: roundedUp(peak.value! / per),
      derivation: `${n(peak.value!)} / ${n(per)} sessions each, rounded up; spares on top`,
    },
  ];
}
