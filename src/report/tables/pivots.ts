import type { Pivot } from "./table.ts";

/** The tables with scopes down and metrics across; columns marked `detail` stay off the console. */
export const waits: Pivot = {
  title: "Waits and service",
  scopes: ["cluster", "queue:"],
  first: "queue",
  metrics: [
    { id: "wait.mean", title: "mean wait", unit: "s" },
    { id: "wait.p50", title: "p50 of wait", unit: "s", detail: true },
    { id: "wait.p90", title: "p90 of wait", unit: "s", detail: true },
    { id: "wait.p95", title: "p95 of wait", unit: "s" },
    { id: "wait.p99", title: "p99 of wait", unit: "s", detail: true },
    { id: "wait.answered.mean", title: "mean of answered", unit: "s", detail: true },
    { id: "asa", title: "speed of answer", unit: "s" },
    { id: "wait.delayed.ratio", title: "delayed", unit: "%", detail: true },
    { id: "service.level", title: "service level", unit: "%" },
    { id: "service.level.exShortAbandons", title: "ex short abandons", unit: "%", detail: true },
    { id: "abandon.ratio", title: "abandoned", unit: "%" },
  ],
};

export const intervals: Pivot = {
  title: "Intervals of the day",
  scopes: ["interval:"],
  first: "interval",
  metrics: [
    { id: "queue.offered", title: "to the queue", unit: "calls" },
    { id: "wait.mean", title: "mean wait", unit: "s" },
    { id: "wait.p95", title: "p95 of wait", unit: "s" },
    { id: "service.level", title: "service level", unit: "%" },
    { id: "abandon.ratio", title: "abandoned", unit: "%" },
  ],
};

export const caps: Pivot = {
  title: "CAPS",
  scopes: ["cluster", "site:"],
  first: "site",
  metrics: [
    { id: "caps.offered", title: "offered", unit: "CAPS" },
    { id: "caps.answered", title: "answered", unit: "CAPS" },
    { id: "caps.offered.p99of1s", title: "p99 of 1 s", unit: "CAPS" },
    { id: "caps.offered.p999of1s", title: "p99.9 of 1 s", unit: "CAPS" },
    { id: "caps.offered.max1s", title: "greatest 1 s", unit: "CAPS" },
  ],
};

export const agents: Pivot = {
  title: "Agents",
  scopes: ["cluster", "site:", "group:"],
  first: "site or group",
  metrics: [
    { id: "agents.occupancy", title: "occupancy", unit: "%" },
    { id: "agents.busy", title: "busy", unit: "agents" },
    { id: "agents.loggedIn", title: "logged in", unit: "agents" },
  ],
};

export const campaigns: Pivot = {
  title: "Campaigns",
  scopes: ["cluster", "campaign:"],
  first: "campaign",
  metrics: [
    { id: "outbound.attempts", title: "attempts", unit: "calls" },
    { id: "outbound.cps", title: "dials", unit: "1/s" },
    { id: "outbound.hits.ratio", title: "hits of attempts", unit: "%" },
    { id: "outbound.connected", title: "connected", unit: "calls" },
    { id: "outbound.abandoned.ratio", title: "abandoned of hits", unit: "%" },
    { id: "outbound.unconnected.ratio", title: "with misjudged", unit: "%", detail: true },
    { id: "outbound.within2s.ratio", title: "within 2 s of hits", unit: "%" },
    { id: "outbound.connect.p95", title: "p95 to agent", unit: "s", detail: true },
  ],
};

export const attempts: Pivot = {
  title: "What became of the attempts",
  scopes: ["cluster", "campaign:"],
  first: "campaign",
  metrics: [
    { id: "outbound.hits", title: "person", unit: "calls" },
    { id: "outbound.abandoned", title: "of them abandoned", unit: "calls" },
    { id: "outbound.misjudged", title: "taken for machine", unit: "calls" },
    { id: "outbound.machines", title: "machine", unit: "calls" },
    { id: "outbound.machinesPassed", title: "passed as person", unit: "calls", detail: true },
    { id: "outbound.noAnswer", title: "no answer", unit: "calls" },
    { id: "outbound.busy", title: "busy", unit: "calls" },
    { id: "outbound.invalid", title: "invalid", unit: "calls", detail: true },
    { id: "outbound.fax", title: "fax", unit: "calls", detail: true },
    { id: "outbound.unplaced", title: "not placed", unit: "calls" },
  ],
};

export const lists: Pivot = {
  title: "Lists",
  scopes: ["cluster", "campaign:"],
  first: "campaign",
  metrics: [
    { id: "outbound.recordsFinished", title: "finished", unit: "records" },
    { id: "outbound.recordsLeft", title: "not dialled yet, mean", unit: "records" },
    { id: "outbound.toRedial", title: "to be dialled again, mean", unit: "records" },
    { id: "outbound.duration", title: "not done for", unit: "s" },
    { id: "outbound.dialling", title: "dialling, mean", unit: "calls" },
    { id: "outbound.dialling.max", title: "greatest", unit: "calls", detail: true },
    { id: "outbound.waiting", title: "persons waiting, mean", unit: "calls" },
    { id: "outbound.attempts.perAgentHour", title: "per agent hour", unit: "1/h" },
  ],
};

export const pools: Pivot = {
  title: "Pools, in trunks or ports",
  scopes: ["pool:"],
  first: "pool",
  metrics: [
    { id: "pool.inUse", title: "in use", unit: "" },
    { id: "pool.inUse.p999", title: "p99.9", unit: "" },
    { id: "pool.inUse.max", title: "greatest", unit: "" },
    { id: "pool.occupancy", title: "occupancy", unit: "%" },
    { id: "pool.blocked.ratio", title: "blocked", unit: "%" },
  ],
};

export const components: Pivot = {
  title: "Components",
  scopes: ["component:"],
  first: "component",
  metrics: [
    { id: "component.utilisation", title: "utilisation", unit: "%" },
    { id: "component.delay.p99", title: "delay p99", unit: "ms" },
    { id: "component.rejected", title: "rejected", unit: "messages" },
    { id: "sip.messages.rate", title: "SIP messages", unit: "/s" },
    { id: "component.connections", title: "by TCP or TLS", unit: "connections" },
  ],
};

export const bandwidth: Pivot = {
  title: "Bandwidth per directed link, Mbit/s",
  scopes: ["link:"],
  first: "link",
  metrics: [
    { id: "bandwidth.media", title: "media", unit: "" },
    { id: "bandwidth.media.p99of1s", title: "media, p99 of 1 s", unit: "", detail: true },
    { id: "bandwidth.media.max1s", title: "media, greatest 1 s", unit: "" },
    { id: "bandwidth.signalling", title: "signalling", unit: "" },
    {
      id: "bandwidth.signalling.max1s",
      title: "signalling, greatest 1 s",
      unit: "",
      detail: true,
    },
    { id: "bandwidth.tlib", title: "T-Library", unit: "" },
    { id: "bandwidth.tlib.max1s", title: "T-Library, greatest 1 s", unit: "", detail: true },
  ],
};

export const links: Pivot = {
  title: "Use of links of limited capacity",
  scopes: ["link:"],
  first: "link",
  metrics: [
    { id: "bandwidth.utilisation", title: "used", unit: "%" },
    { id: "bandwidth.utilisation.p95of1s", title: "p95 of 1 s", unit: "%", detail: true },
    { id: "bandwidth.utilisation.p99of1s", title: "p99 of 1 s", unit: "%" },
    { id: "bandwidth.utilisation.max1s", title: "greatest 1 s", unit: "%" },
    { id: "bandwidth.refused.ratio", title: "calls refused", unit: "%" },
  ],
};

export const voicemail: Pivot = {
  title: "Voicemail",
  scopes: ["cluster", "queue:"],
  first: "queue",
  metrics: [
    { id: "voicemail.deposited", title: "messages left", unit: "messages" },
    { id: "voicemail.hangUps", title: "hung up", unit: "calls" },
    { id: "voicemail.retrieved", title: "listened to", unit: "messages" },
    { id: "voicemail.inVain", title: "fetched in vain", unit: "calls", detail: true },
    { id: "voicemail.waiting", title: "waiting", unit: "messages" },
    { id: "voicemail.waiting.max", title: "most waiting", unit: "messages" },
    { id: "voicemail.storage.max", title: "most storage", unit: "kB", detail: true },
    { id: "voicemail.age.mean", title: "mean age", unit: "s" },
    { id: "voicemail.age.p95", title: "p95 of age", unit: "s", detail: true },
  ],
};

export const service: Pivot = {
  title: "Second agents, hold and no answer",
  scopes: ["cluster", "queue:"],
  first: "queue",
  metrics: [
    { id: "rona.ratio", title: "no answer", unit: "%" },
    { id: "hold.ratio", title: "held", unit: "%" },
    { id: "consult.ratio", title: "ask a second", unit: "%" },
    { id: "transfer.ratio", title: "handed over", unit: "%" },
    { id: "conference.ratio", title: "conferences", unit: "%" },
    { id: "consult.asked", title: "asked here", unit: "calls" },
    { id: "consult.selected.ratio", title: "got one", unit: "%" },
    { id: "consult.abandoned.ratio", title: "hung up", unit: "%", detail: true },
    { id: "consult.wait.mean", title: "mean wait", unit: "s" },
    { id: "consult.wait.p90", title: "p90 of wait", unit: "s", detail: true },
  ],
};

export const recording: Pivot = {
  title: "Recordings",
  scopes: ["cluster", "site:"],
  first: "site",
  metrics: [
    { id: "recording.started", title: "begun", unit: "recordings" },
    { id: "recording.missed", title: "no port", unit: "calls" },
    { id: "recording.cut", title: "cut off", unit: "recordings", detail: true },
    { id: "recording.sessions", title: "at a time", unit: "recordings" },
    { id: "recording.sessions.p999", title: "p99.9", unit: "recordings" },
    { id: "recording.stored.size", title: "file", unit: "kB" },
  ],
};

export const files: Pivot = {
  title: "Files of recordings on their way",
  scopes: ["cluster", "site:"],
  first: "site",
  metrics: [
    { id: "recording.upload.backlog", title: "uploads", unit: "files" },
    { id: "recording.upload.backlog.max", title: "greatest", unit: "files" },
    { id: "recording.upload.backlog.size", title: "of", unit: "MB", detail: true },
    { id: "recording.upload.backlog.size.max", title: "greatest of", unit: "MB" },
    { id: "recording.screens", title: "screens", unit: "recordings", detail: true },
    { id: "recording.muxed", title: "screens stored", unit: "recordings" },
    { id: "recording.muxer.backlog", title: "at the muxers", unit: "screens" },
    { id: "recording.muxer.backlog.max", title: "greatest", unit: "screens" },
  ],
};

export const recordingLinks: Pivot = {
  title: "Recordings on each directed link",
  scopes: ["link:"],
  first: "link",
  metrics: [
    { id: "bandwidth.recording", title: "streams", unit: "Mbit/s" },
    { id: "bandwidth.recording.p95of1s", title: "p95 of 1 s", unit: "Mbit/s", detail: true },
    { id: "bandwidth.recording.p99of1s", title: "p99 of 1 s", unit: "Mbit/s", detail: true },
    { id: "bandwidth.recording.max1s", title: "greatest 1 s", unit: "Mbit/s" },
    { id: "bandwidth.files", title: "files", unit: "Mbit/s" },
    { id: "bandwidth.files.p95of1s", title: "files, p95 of 1 s", unit: "Mbit/s", detail: true },
    { id: "bandwidth.files.p99of1s", title: "files, p99 of 1 s", unit: "Mbit/s" },
    { id: "bandwidth.files.max1s", title: "files, greatest 1 s", unit: "Mbit/s" },
  ],
};

export const pivots: readonly Pivot[] = [
  caps,
  waits,
  intervals,
  voicemail,
  service,
  agents,
  pools,
  components,
  links,
  bandwidth,
  recording,
  files,
  recordingLinks,
];
