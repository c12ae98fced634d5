import { assumed, count, module, neverRefuses } from "./rows.ts";
import type { Component, Module } from "./types.ts";

/** Besides messages a component may take files, each of which has one of its servers. */
const files = (name: string, service: string, note: string, servers: number): Module => {
  const each = module(name, service, assumed(note), {}, []);
  const meaning = "Files the module works on at the same time";
  const source = assumed("no public figure");
  return {
    ...each,
    service: { ...each.service, meaning: "Time that any file takes, besides its length" },
    servers: { ...each.servers, meaning, default: servers, source },
  };
};

/** What files of recordings go through, and who knows of them. The MCPs record. */
export const recording: readonly Component[] = [
  {
    name: "rws",
    title: "Recording Web Services node",
    layer: "recording",
    per: "site",
    instances: count(2, "RWS nodes of the site", { mark: "blueprint", note: "4.1.8: a cluster" }),
    neededBy: "recording",
    highAvailability: "N+1 cluster, metadata in Cassandra replicated to the other site",
    redundancy: { kind: "nPlusOne" },
    modules: [
      module("rws", "2ms", assumed("500 requests/s; no public figure")),
      files("screens", "5ms", "open, write, close; no public figure", 64),
    ],
    hearsTEvents: 1,
    ...neverRefuses,
  },
  {
    name: "recordingStore",
    title: "File store of the recordings (WebDAV)",
    layer: "recording",
    per: "site",
    instances: count(1, "stores of the site", { mark: "blueprint", note: "4.1.8: in every site" }),
    neededBy: "recording",
    highAvailability: "network storage of its own redundancy",
    redundancy: { kind: "hotPair" },
    modules: [
      module("recordingStore", "1ms", assumed("1,000 requests/s; no public figure")),
      files("files", "5ms", "open, write, close; no public figure", 64),
    ],
    ...neverRefuses,
  },
  {
    name: "muxer",
    title: "Muxer of screens and voice",
    layer: "recording",
    per: "cluster",
    instances: count(
      2,
      "muxers, all in the primary site",
      assumed("a pair; 4.1.8 names no number"),
    ),
    neededBy: "recording",
    highAvailability: "N+1 in the primary site; without that site, screens wait",
    redundancy: { kind: "nPlusOne" },
    modules: [
      module("muxer", "1ms", assumed("1,000 requests/s; no public figure")),
      files("muxing", "500ms", "fetch, decrypt, encrypt; recording.screen.muxing on top", 8),
    ],
    ...neverRefuses,
  },
  {
    name: "recordingsDatabase",
    title: "Database of the recordings (HA pair)",
    layer: "recording",
    per: "cluster",
    instances: count(1, "databases, in the primary site", { mark: "blueprint", note: "4.1.8.1" }),
    neededBy: "recording",
    highAvailability: "primary and backup in the primary site",
    redundancy: { kind: "warmPair" },
    modules: [module("recordingsDatabase", "2ms", assumed("500 records/s; no public figure"))],
    ...neverRefuses,
  },
];
