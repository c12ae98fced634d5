import { assumed, count, module, neverRefuses } from "./rows.ts";
import type { Component } from "./types.ts";

/** What chats, e-mails and other messages come through. */
export const digital: readonly Component[] = [
  {
    name: "interactionServer",
    title: "Interaction Server (HA pair)",
    layer: "digital",
    per: "site",
    instances: count(1, "Interaction Server pairs of the site", assumed("4.1.9 names no number")),
    neededBy: "digital",
    highAvailability: "primary and backup; a cluster of pairs shares the load",
    redundancy: { kind: "warmPair" },
    modules: [module("interactionServer", "5ms", assumed("200 messages/s; no public figure"))],
    ...neverRefuses,
  },
];
