import { percent } from "../report/format.ts";
import { serversForBlocking } from "../stats/theory/erlangB.ts";
import { n, roundedUp } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import type { Section, SizingRow } from "./types.ts";

/** Trunks, treatment ports and recording sessions: mean, room for chance, and one site's share. */
export const pools = (load: SizingLoad): Section => {
  const { caps, qualificationS, treatmentS, queuingCaps, agentCaps, ringS, talkS } = load;
  const treated = caps * qualificationS + queuingCaps * treatmentS;
  return {
    title: "Trunks, ports and recording sessions",
    note:
      "without waiting for an agent beyond the queue treatment; at message fidelity signalling " +
      "holds them some milliseconds longer",
    rows: [
      ...poolRows(load, "trunks", "trunks", treated + agentCaps * (ringS + talkS)),
      ...poolRows(load, "mcp.treatment", "treatment ports", treated),
      ...recordingRows(load),
    ],
  };
};

/** Ports or trunks that the busiest site needs; 0 for a pool it does not have. */
export function neededOf({ capacity, scenario }: SizingLoad, pool: string): number {
  const site = capacity.find(({ scope }) => scope === `pool:${pool}`);
  if (site === undefined || site.offeredCaps === 0) return 0;
  return serversForBlocking(site.perCall * site.offeredCaps, scenario.sizing.blocking);
}

/** The headroom rule of published port density: mean plus three times its square root. */
export function peakOf(id: string, title: string, mean: number): SizingRow {
  return {
    id: `${id}.peak`,
    title: `${title}, mean + 3 × its root`,
    unit: "",
    value: roundedUp(mean + 3 * Math.sqrt(mean)),
    derivation: `${n(mean)} + 3 × √${n(mean)}, rounded up`,
  };
}

function poolRows(
  load: SizingLoad,
  pool: string,
  title: string,
  mean: number,
): readonly SizingRow[] {
  const { capacity, scenario } = load;
  const site = capacity.find(({ scope }) => scope === `pool:${pool}`);
  if (site === undefined || mean === 0) return [];
  const { blocking } = scenario.sizing;
  const ofSite = site.perCall * site.offeredCaps;
  const scope = `pool:${pool}`;
  return [
    {
      id: `${pool}.mean`,
      title: `${title}, mean`,
      unit: "",
      value: mean,
      derivation: "calls that hold one, of all sites",
      measured: { metrics: ["pool.inUse"], scope },
    },
    { ...peakOf(pool, title, mean), measured: { metrics: ["pool.inUse.p999"], scope } },
    {
      id: `${pool}.site`,
      title: `${title} of the busiest site`,
      unit: "",
      value: neededOf(load, pool),
      derivation: `Erlang B: ${n(ofSite)} erlang, ${percent(blocking, 2)} of calls blocked`,
      has: site.size,
    },
  ];
}

function recordingRows({ agentCaps, talkS, scenario }: SizingLoad): readonly SizingRow[] {
  const { storage, sizing, recording } = scenario;
  const mean = agentCaps * talkS * storage.recordedShare;
  const peak = peakOf("recording", "recording sessions", mean);
  const share = percent(storage.recordedShare, 0);
  const per = Math.floor(sizing.recordingsPerMcp * (1 - recording.encryptionCost));
  return [
    {
      id: "recording.mean",
      title: "recording sessions, mean",
      unit: "",
      value: mean,
      derivation: `${n(agentCaps)}/s × ${n(talkS)} s × ${share} recorded`,
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
