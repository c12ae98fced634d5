import { assumed, count, module, neverRefuses } from "./rows.ts";
import type { Component } from "./types.ts";

/** The module of a back-end that works on look-ups; the other one takes their messages. */
export const LOOK_UPS_MODULE = 1;

const NONE = { mark: "derived", note: "none unless a demand asks for it" } as const;

/** What an IVR asks while it treats a call: speech servers, application servers, back-ends. */
export const treatment: readonly Component[] = [
  {
    name: "mrcp",
    title: "Speech server (MRCP: ASR and TTS)",
    layer: "media",
    per: "site",
    instances: count(0, "speech servers of the site", NONE),
    highAvailability: "N+1",
    redundancy: { kind: "nPlusOne" },
    modules: [module("mrcp", "2ms", assumed("500 MRCP requests/s; no public figure"))],
    ...neverRefuses,
  },
  {
    name: "gvpApp",
    title: "GVP application server (VoiceXML)",
    layer: "media",
    per: "site",
    instances: count(0, "application servers of the site", NONE),
    highAvailability: "N+1 behind a load balancer",
    redundancy: { kind: "nPlusOne" },
    modules: [
      module("gvpApp", "20ms", assumed("50 pages/s per work thread"), {
        LOOKED_UP: ["1ms", assumed("no public figure")],
      }),
    ],
    ...neverRefuses,
  },
  {
    name: "backend",
    title: "Back-end of the IVR (HTTPS look-ups)",
    layer: "media",
    per: "site",
    instances: count(0, "back-ends of the site", NONE),
    highAvailability: "active-active",
    redundancy: { kind: "activeActive" },
    modules: [
      module("frontEnd", "0.1ms", assumed("10,000 requests/s; no public figure")),
      {
        ...module("lookUps", "0s", assumed("no message: it works as long as the demand says")),
        servers: {
          kind: "count",
          meaning: "Look-ups that one back-end works on at the same time; more wait",
          default: 50,
          min: 1,
          max: 1000,
          source: assumed("a pool of 50 connections to a database"),
        },
      },
    ],
    ...neverRefuses,
  },
];
