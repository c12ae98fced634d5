/**
 * How machines of a service stand in for each other. A: one alone; A-B: one works, the other takes
 * over; A-A: both work; N+1: one more than the load needs, all work.
 */
export type HaModel = "A" | "A-B" | "A-A" | "N+1";

/** A service of the platform, as the services table of the cloud guide has it. */
export interface Service {
  readonly id: string;
  readonly title: string;
  /** Within a region, over its availability zones. */
  readonly inRegion: readonly HaModel[];
  /** Whether another region serves when this one does not. */
  readonly crossRegion: boolean;
  /** Its data, over the availability zones; null: it keeps none. */
  readonly store: readonly HaModel[] | null;
  /** Components of the catalogue all of which it needs, where a scenario has them. */
  readonly needs: readonly string[];
}

/** Failure modes for which the cloud guide has a table of impacts. */
export const TABULATED: readonly string[] = [
  "availabilityZoneDown",
  "regionDown",
  "accessNetworkDown",
];

/** An availability zone of a site, both from 0 up. */
export interface Spot {
  readonly site: number;
  readonly zone: number;
}

/**
 * Where machines of a region stand that the catalogue does not have: an assumption. One alone in
 * the first zone, two in the first two, N+1 one in each; of several sites those of a zone in turn.
 */
export function spotsOf(
  model: HaModel,
  region: string,
  sites: readonly { readonly region: string; readonly zones: number }[],
): readonly Spot[] {
  const here = [...sites.keys()].filter((site) => sites[site].region === region);
  const zones = Math.max(...here.map((site) => sites[site].zones));
  const spots = Array.from({ length: zones }, (_, zone) => zone).flatMap((zone) =>
    here.filter((site) => zone < sites[site].zones).map((site) => ({ site, zone })),
  );
  const machines = model === "A" ? 1 : model === "N+1" ? spots.length : 2;
  return spots.slice(0, machines);
}

const service = (
  id: string,
  title: string,
  inRegion: readonly HaModel[],
  crossRegion: boolean,
  store: readonly HaModel[] | null,
  ...needs: readonly string[]
): Service => ({ id, title, inRegion, crossRegion, store, needs });

/**
 * The services table. Of several models the first is that of the machines that users meet, where
 * the table says which. What the catalogue does not have is modelled as machines alone.
 */
export const services: readonly Service[] = [
  service("wfm", "Workforce management", ["A-B", "N+1"], false, ["A-B"]),
  service(
    "voiceRouting",
    "Voice routing",
    ["N+1", "A-A"],
    true,
    ["N+1"],
    "sipServer",
    "urs",
    "ors",
    "statServer",
  ),
  service("voicemail", "Voicemail", ["N+1", "A-B"], true, ["N+1"], "featureServer"),
  service("telephoneNetwork", "Telephone network", ["A-A"], true, null, "sbc"),
  service("recording", "Recording, playback", ["A-A", "A-B", "N+1"], true, ["N+1", "A-B"]),
  service("realTimeReporting", "Real-time reporting", ["N+1", "A-B"], false, ["A-B"]),
  service("digital", "Digital and task routing", ["A-B", "N+1"], false, ["A-B", "N+1"]),
  service("iwd", "IWD", ["N+1"], false, ["N+1", "A-B"]),
  service("administration", "Platform administration", ["A-B"], false, ["A-B"]),
  service("outbound", "Outbound", ["A-B", "N+1"], false, ["A-B"], "ocs"),
  service("analytics", "Interaction analytics", ["A-B"], false, ["A-B"]),
  service("ivr", "Inbound voice IVR", ["N+1", "A-A"], true, null, "resourceManager", "mcp"),
  service("historicalReporting", "Historical reporting", ["A-B", "A"], false, ["A-B"]),
  service("designer", "Designer and survey", ["A-B"], false, ["A-B"]),
  service("download", "Data download", ["A", "N+1"], false, ["N+1"]),
  service("coBrowse", "Co-browse", ["N+1"], false, null),
  service("webCallback", "Web callback", ["N+1"], false, ["N+1"], "gms"),
  service("queueCallback", "In-queue callback", ["N+1"], false, ["N+1"], "gms"),
  service("desktop", "Agent and supervisor desktop", ["N+1"], true, ["N+1", "A-B"], "gws"),
  service("agentSetup", "Agent set-up", ["N+1"], false, ["N+1", "A-B"]),
  service("webRtc", "WebRTC", ["N+1"], false, null),
  service("otherWfm", "WFM of third parties", ["A-B"], true, null),
  service("bots", "Voice and digital bots", ["N+1"], false, ["N+1", "A-B"]),
];
