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
