import { assumed, count, module, neverRefuses } from "./rows.ts";
import type { Component } from "./types.ts";

/** What dials the numbers of campaigns. */
export const outbound: readonly Component[] = [
  {
    name: "ocs",
    title: "Outbound Contact Server (HA pair)",
    layer: "outbound",
    per: "site",
    instances: count(1, "OCS pairs of the site", { mark: "blueprint", note: "4.1.6" }),
    neededBy: "campaigns",
    highAvailability: "warm-standby pair, progress kept in its database",
    redundancy: { kind: "warmPair" },
    modules: [module("ocs", "5ms", assumed("40 attempts/s of five messages, at most"))],
    ...neverRefuses,
  },
  {
    name: "campaignDatabase",
    title: "Database of the campaigns' lists",
    layer: "outbound",
    per: "site",
    instances: count(1, "databases of the site, replicated to the other", {
      mark: "blueprint",
      note: "4.1.6",
    }),
    neededBy: "campaigns",
    highAvailability: "replicated between the sites",
    redundancy: { kind: "warmPair" },
    modules: [module("campaignDatabase", "2ms", assumed("500 records/s; no public figure"))],
    ...neverRefuses,
  },
];
