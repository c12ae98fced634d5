import { agentsEach, assumed, count, dialogRate, module, refusesWhenBehind } from "./rows.ts";
import type { Component } from "./types.ts";

/** Edge, SIP voice layer and media: what a call's SIP messages pass through. */
export const voice: readonly Component[] = [
  {
    name: "sbc",
    title: "Session border controller",
    layer: "edge",
    per: "site",
    instances: count(2, "SBCs of the site", assumed("a pair per site")),
    highAvailability: "active-active",
    redundancy: { kind: "activeActive" },
    modules: [module("sbc", "0.1ms", assumed("10,000 messages/s; no public figure"))],
    ...refusesWhenBehind,
  },
  {
    name: "sipProxy",
    title: "SIP Proxy",
    layer: "voice",
    per: "site",
    instances: count(2, "SIP Proxies of the site", { mark: "blueprint", note: "4.1.1" }),
    highAvailability: "active cluster, shared registrations",
    redundancy: { kind: "activeActive" },
    modules: [
      module(
        "sipProxy",
        "0.5ms",
        assumed("500 INVITE transactions/s of four messages, 1,000 REGISTER/s of two"),
      ),
    ],
    ...refusesWhenBehind,
    dialogRate: dialogRate("option overload-ctrl-dialog-rate, whose default 0 is no limit"),
    rule: { least: 2, says: "at least two SIP Proxies in each data centre (blueprint 4.1.1)" },
  },
  {
    name: "sipServer",
    title: "SIP Server node (HA pair)",
    layer: "voice",
    per: "site",
    instances: count(2, "SIP Server nodes (HA pairs) of the site", {
      mark: "assumption",
      note: "blueprint 4.1.1 asks for one or more pairs per data centre, by traffic",
    }),
    highAvailability: "hot-standby pair",
    redundancy: { kind: "hotPair" },
    agentsEach: agentsEach(4000, assumed("no public figure")),
    modules: [
      module(
        "sessionController",
        "2.5ms",
        assumed("20 CAPS per node and about 20 messages per call"),
      ),
      module("tController", "0.25ms", assumed("4,000 T-events/s per node"), {}, [
        "T_EVENT",
        "T_NOTIFY",
      ]),
      module("interactionProxy", "0.25ms", assumed("as the T-Controller"), {}, ["CALL_EVENT"]),
    ],
    ...refusesWhenBehind,
    rule: { least: 1, says: "at least one SIP Server pair in each data centre (blueprint 4.1.1)" },
  },
  {
    name: "resourceManager",
    title: "Resource Manager",
    layer: "media",
    per: "site",
    instances: count(2, "Resource Managers of the site", { mark: "blueprint", note: "4.1.1" }),
    highAvailability: "active-active pair",
    redundancy: { kind: "activeActive" },
    modules: [
      module("resourceManager", "0.35ms", assumed("200 CAPS and about 14 messages per call")),
    ],
    ...refusesWhenBehind,
    rule: {
      least: 2,
      most: 2,
      says: "an active-active pair in each data centre (blueprint 4.1.1)",
    },
  },
  {
    name: "mcp",
    title: "Media Control Platform",
    layer: "media",
    per: "site",
    instances: count(3, "MCPs of the site's farm", {
      mark: "assumption",
      note: "blueprint 4.1.1 asks for an N+1 farm and names no number",
    }),
    highAvailability: "N+1",
    redundancy: { kind: "nPlusOne" },
    modules: [
      module(
        "mcp",
        "0.95ms",
        assumed("published 150 CAPS of announcements per MCP taken as full, 7 messages a call"),
      ),
    ],
    ...refusesWhenBehind,
    refusesWith: "BUSY_HERE",
    dialogRate: dialogRate(
      "option sip.call_rate with a period of 1 s, whose default 0 is no limit",
    ),
    rule: { least: 2, says: "an N+1 farm in each data centre: two or more (blueprint 4.1.1)" },
  },
];
