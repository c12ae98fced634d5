import type { RedundancyVariant } from "../scenario/availabilityTypes.ts";

/** A class of service of the cloud document's redundancy table, and what it takes. */
export interface Service {
  readonly id: string;
  readonly title: string;
  /** Components that must be up; those that a scenario may leave out stand in `ifAny`. */
  readonly needs: readonly string[];
  readonly ifAny?: readonly string[];
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
 * Sources: services table and redundancy variants of the cloud document (which cross regions),
 * blueprint 4.1 (which components each takes). A scenario that lacks a needed component has no such
 * service. Administration does not stop what runs: proxies admit agents without Configuration.
 */
export const services: readonly Service[] = [
  {
    id: "inbound_voice",
    title: "inbound voice",
    needs: [...VOICE, ...MEDIA, ...ROUTING],
    crosses: WITH_ROUTING,
  },
  {
    id: "inbound_ivr",
    title: "IVR",
    needs: [...VOICE, ...MEDIA],
    ifAny: ["mrcp", "gvpApp", "backend"],
    crosses: WITH_IVR,
  },
  {
    id: "desktop",
    title: "agents' desktop",
    needs: ["sipProxy", "sipServer", "gws"],
    crosses: WITH_DESKTOP,
  },
  {
    id: "voicemail",
    title: "voicemail",
    needs: [...VOICE, ...MEDIA, "featureServer"],
    crosses: WITH_ROUTING,
  },
  {
    id: "recording",
    title: "recording, its capture",
    needs: [...VOICE, ...MEDIA, "rws", "recordingStore"],
    crosses: WITH_ROUTING,
  },
  {
    id: "reporting_capture",
    title: "historical reporting, capture",
    needs: ["icon"],
    crosses: WITH_ROUTING,
  },
  {
    id: "realtime_reporting",
    title: "real-time reporting",
    needs: ["rtStatServer"],
    crosses: [],
  },
  {
    id: "recording_playback",
    title: "recordings with screens, playback",
    needs: ["rws", "recordingStore", "muxer", "recordingsDatabase"],
    crosses: [],
  },
  {
    id: "outbound",
    title: "outbound",
    needs: [...VOICE, ...MEDIA, ...ROUTING, "ocs", "campaignDatabase"],
    crosses: [],
  },
  {
    id: "callback",
    title: "callback",
    needs: [...VOICE, ...MEDIA, ...ROUTING, "gms"],
    crosses: [],
  },
  {
    id: "digital",
    title: "digital",
    needs: ["interactionServer", ...ROUTING],
    crosses: [],
  },
  {
    id: "administration",
    title: "administration",
    needs: ["configServer"],
    crosses: [],
  },
];

/** Rows of the table whose components no scenario has, so that nothing is known of them. */
export const NOT_COVERED =
  "WFM, IWD, interaction analytics, designer, data download, co-browse, WebRTC, bots";
