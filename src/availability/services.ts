import type { RedundancyVariant } from "../scenario/availabilityTypes.ts";

/** A class of service of the cloud document's redundancy table, and what it takes. */
export interface Service {
  readonly id: string;
  readonly title: string;
  /** Components that must be up; those that a scenario may leave out stand in `ifAny`. */
  readonly needs: readonly string[];
  readonly ifAny?: readonly string[];
  /** What goes through access networks: calls, or what screens show; null: nothing. */
  readonly access: "voice" | "data" | null;
  /** Where it says what the service takes; what is our reading says so. */
  readonly source: string;
  /** Variants in which other regions give it as well; the sites of one region always share it. */
  readonly crosses: readonly RedundancyVariant[];
}

const VOICE = ["sbc", "sipProxy", "sipServer"];
const MEDIA = ["resourceManager", "mcp"];
const ROUTING = ["urs", "ors", "statServer", "vqServer"];

const WITH_ROUTING = ["two_region", "global"] as const;
const WITH_DESKTOP = ["variant2", ...WITH_ROUTING] as const;
const WITH_IVR = ["variant1", ...WITH_DESKTOP] as const;

/**
 * The rows are those of the services table of the cloud document, which says which cross regions;
 * its variants say what a second region gives. It names few components: the rest is our reading of
 * the blueprint's layers, marked by service. A scenario that lacks a needed component has no such
 * service. Administration does not stop what runs: proxies admit agents without Configuration.
 */
export const services: readonly Service[] = [
  {
    id: "inbound_voice",
    title: "inbound voice",
    needs: [...VOICE, ...MEDIA, ...ROUTING],
    access: "voice",
    source: "cloud: call routing takes SIP Server, ORS, URS; the rest read from blueprint 5.2.2",
    crosses: WITH_ROUTING,
  },
  {
    id: "inbound_ivr",
    title: "IVR",
    needs: [...VOICE, ...MEDIA],
    ifAny: ["mrcp", "gvpApp", "backend"],
    access: "voice",
    source: "cloud: inbound IVR; components read from blueprint 4.1.1 and 5.2.2",
    crosses: WITH_IVR,
  },
  {
    id: "desktop",
    title: "agents' desktop",
    needs: ["sipProxy", "sipServer", "gws"],
    access: "data",
    source: "cloud: agent login takes GWS, SIP Server; proxies read from blueprint 5.2.1",
    crosses: WITH_DESKTOP,
  },
  {
    id: "voicemail",
    title: "voicemail",
    needs: [...VOICE, ...MEDIA, "featureServer"],
    access: "voice",
    source: "cloud: voicemail takes Feature Server; the rest read from blueprint 5.2.7",
    crosses: WITH_ROUTING,
  },
  {
    id: "recording",
    title: "recording, its capture",
    needs: [...VOICE, ...MEDIA, "rws", "recordingStore"],
    access: "voice",
    source: "cloud: recording collection; components read from blueprint 4.1.8",
    crosses: WITH_ROUTING,
  },
  {
    id: "reporting_capture",
    title: "historical reporting, capture",
    needs: ["icon"],
    access: null,
    source: "cloud: reporting takes ICON; that it alone captures read from blueprint 4.1.5",
    crosses: WITH_ROUTING,
  },
  {
    id: "realtime_reporting",
    title: "real-time reporting",
    needs: ["rtStatServer"],
    access: "data",
    source: "cloud: real-time reporting; its StatServer read from blueprint 4.1.5",
    crosses: [],
  },
  {
    id: "recording_playback",
    title: "recordings with screens, playback",
    needs: ["rws", "recordingStore", "muxer", "recordingsDatabase"],
    access: "data",
    source: "cloud: recording, playback; components read from blueprint 4.1.8",
    crosses: [],
  },
  {
    id: "outbound",
    title: "outbound",
    needs: [...VOICE, ...MEDIA, ...ROUTING, "ocs", "campaignDatabase"],
    access: "voice",
    source: "cloud: outbound; components read from blueprint 4.1.6 and 5.2.3",
    crosses: [],
  },
  {
    id: "callback",
    title: "callback",
    needs: [...VOICE, ...MEDIA, ...ROUTING, "gms"],
    access: "voice",
    source: "cloud: callback takes ORS, GMS; the rest read from blueprint 4.1.7 and 5.2.6",
    crosses: [],
  },
  {
    id: "digital",
    title: "digital",
    needs: ["interactionServer", ...ROUTING],
    access: "data",
    source: "cloud: digital and task routing; components read from blueprint 4.1.9",
    crosses: [],
  },
  {
    id: "administration",
    title: "administration",
    needs: ["configServer"],
    access: "data",
    source: "cloud: platform administration; Configuration Server read from blueprint 4.1.2",
    crosses: [],
  },
];

/** Rows of the table whose components no scenario has, so that nothing is known of them. */
export const NOT_COVERED =
  "WFM, IWD, interaction analytics, designer, data download, co-browse, WebRTC, bots";
