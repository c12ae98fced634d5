import type { Fields } from "../scenario/fields/scenario.ts";
import { placedCalls } from "./placedCalls.ts";
import { REPLAY } from "./replay.ts";

/** One chapter of the scenario reference: what its sections are for, and how one is written. */
export interface Chapter {
  readonly title: string;
  readonly sections: readonly (keyof Fields)[];
  readonly intro: string;
  /** YAML. The examples of all chapters, one below the other, are a scenario that is right. */
  readonly example: string;
}

export const chapters: readonly Chapter[] = [
  {
    title: "What the scenario is",
    sections: ["name", "title", "extends", "platform", "desktop", "routing"],
    intro:
      "A scenario may change another one: `extends: reference-2000.yaml` takes that file, and " +
      "what is written here goes over it, path by path. `platform: none` keeps people, queues " +
      "and pools and leaves the SIP Cluster out.",
    example: `name: two-sites
title: 400 agents in two sites, a morning with a campaign
platform: cluster`,
  },
  {
    title: "run",
    sections: ["run"],
    intro:
      "How long to simulate, how often, and in which detail. Measurement begins after the " +
      "warm-up. More replications make every interval narrower, by the root of their number.",
    example: `run:
  fidelity: message
  startOfDay: "07:30"
  warmUp: 30min
  measure: 2h
  replications: 20
  seed: two-sites`,
  },
  {
    title: "demand",
    sections: ["demand"],
    intro:
      "Streams of calls by name. Each has a `rate`, or `intervals` that follow the day, either " +
      "written out or read from a column of a CSV file. `sites` are the shares that enter at " +
      "each site. What the IVR asks of others (`ivr.speech`, `pages`, `lookUps`) needs `mrcp`, " +
      "`gvpApp` and `backend` at these sites; a look-up that fails or takes longer than its " +
      "`timeOut` sends the caller to an agent. With `voicemail` callers may leave a message: a " +
      "share of those who have waited for `after`, those who come when no agent is on duty " +
      "(`closed`) and, if it says so, those who find the queue full. Agents of the queue fetch " +
      "the messages when no call waits.\n\n" +
      REPLAY,
    example: `demand:
  customers:
    queue: support
    intervals: { start: "07:30", length: 30min, rates: [1/s, 1.4/s, 1.6/s, 1.5/s, 1.4/s] }
    sites: { dc1: 0.6, dc2: 0.4 }
    ivr:
      duration: "exponential(mean 60s)"
      containment: 0.1
      speech: { share: 0.2 }
      pages: 3
      lookUps: { count: 1 }
    patience: "exponential(mean 420s)"
    ring: 8s
    talk: "lognormal(mean 180s, cv 1.0)"
    afterCallWork: 20s
    redial: { afterBlocked: 0.5, delay: "exponential(mean 2min)" }
    hold: { share: 0.2 }
    rona: { share: 0.02, after: 18s }
    consult: { queue: support, return: 0.08, transfer: 0.06, conference: 0.03 }
    voicemail: { after: 3min, share: 0.1, leaves: 0.6 }
  partners:
    queue: support
    rate: 6/min
    priority: 1`,
  },
  ...placedCalls,
  {
    title: "queues",
    sections: ["queues"],
    intro:
      "Where calls wait for agents, and the groups that serve them. A list of `groups` ranks " +
      "them in its order. A section of `groups` says of each what it is: groups of equal `rank` " +
      "are one pool.\n\n" +
      "**A call takes**, of the ready agents of its groups, those of the least `rank`; of these, " +
      "with `location: localFirst`, those of its own site, if there are any; of these the one of " +
      "most `weight` x idle time, or with `agentChoice: random` any, each as likely. **An agent " +
      "takes**, of the calls in line that the group serves, those of the highest `priority` of " +
      "their demand; of these those of the least `callRank`; of these the one of most " +
      "`callWeight` x time in line. So ranks that are equal and weights that are left out mean: " +
      "who is idle longest takes who stands in line longest. A `callRank` decides for the agents " +
      "of one group only, a `priority` for all.\n\n" +
      "`overflow` lets more groups take the calls that have stood in line for a while; each " +
      "stage adds to those before. A list ranks its groups behind all that serve the queue " +
      "already; a section may name one of these again, with other ranks. Where a stage begins " +
      "the call looks for a ready agent at once. No agent is ever ready while a call stands in " +
      "line that the agent's group may take, and no agent is ever given two calls: selection " +
      "reserves the agent at the same moment.",
    example: `queues:
  support: { groups: [experts, all], location: localFirst, threshold: 20s, capacity: 300,
    atClose: clear }
  sales:
    groups:
      experts: { rank: 2, callRank: 2 }
      all: { rank: 1, callWeight: 1.5 }
  claims:
    groups: [experts]
    agentChoice: random
    overflow:
      - { after: 30s, groups: [all] }`,
  },
  {
    title: "agents",
    sections: ["agents"],
    intro:
      "Groups of people: how many belong to each site, where they sit and what they answer with. " +
      "With `intervals` a list gives the number in each of them.",
    example: `agents:
  all: { sites: { dc1: 200, dc2: 160 } }
  experts:
    sites: { dc1: [20, 40] }
    location: homes
    intervals: { start: "07:30", length: 75min }`,
  },
  {
    title: "locations",
    sections: ["locations"],
    intro:
      "Where agents sit away from the data centres: a branch office, or the homes of a region " +
      "taken together. A group names its `location`; without one its agents sit on the desks of " +
      "their sites.",
    example: `locations:
  homes: { access: internet }`,
  },
  {
    title: "sites",
    sections: ["sites"],
    intro:
      "Data centres by name, with their trunks and the instances of every component. What is " +
      "left out takes its number from the deployment rules; where those give a range, the " +
      "default is marked as an assumption. `busyhour check` names every rule that is broken.",
    example: `sites:
  dc1: { trunks: 400, portsPerMcp: 60, mcp: 3, mrcp: 1, gvpApp: 2, backend: 2 }
  dc2: { trunks: 400, portsPerMcp: 60, mcp: 3, mrcp: 1, gvpApp: 2, backend: 2 }`,
  },
  {
    title: "network",
    sections: ["network"],
    intro:
      "Links by kind: within a site, to the carrier, to the desks, between sites. `links` names " +
      "single directed ones that differ, such as `dc1>dc2`, `carrier>dc1` or `dc1>desks:dc1`. " +
      "`ip`, `vlan` and `layer` say which bytes of a packet count against a capacity. With " +
      "`admission: refuse` a call is refused whose media would take more than `mediaShare` of a " +
      "link; `calls` limits their number on a link in any case. " +
      "`dns.weights` names SIP Proxies by instance, or all of a site: where weights differ, all " +
      "draw by them (RFC 2782), SBCs too, who else take turns.",
    example: `network:
  wan: { latency: 5ms, capacity: 1Gbps }
  links:
    "dc1>dc2": { latency: 8ms, calls: 500 }
  dns: { weights: { dc1/sipProxy/1: 75, dc1/sipProxy/2: 25 } }`,
  },
  {
    title: "components",
    sections: ["components"],
    intro:
      "How much work one message is for an instance, how many it works on at a time, and when it " +
      "refuses. A SIP Server node has three modules with figures of their own. Few of these " +
      "figures are public: set those that you have measured.",
    example: `components:
  sipProxy: { service: 0.4ms, serviceOf: { REGISTER: 1ms } }
  sipServer:
    modules:
      sessionController: { service: 2ms }`,
  },
  {
    title: "media",
    sections: ["media"],
    intro:
      "How conversations and announcements are packed, from which the bandwidth of media " +
      "follows; `paths` names sorts of path that differ, `locations` single locations. Where a " +
      "codec meets another, the SBC between them transcodes. Headers of IP and Ethernet are " +
      "those of `network`.",
    example: `media:
  codec: G.711
  packetTime: 20ms
  paths: { sites: { codec: G.729 } }`,
  },
  {
    title: "signalling",
    sections: ["signalling"],
    intro:
      "What carries SIP, registrations, SIP timers, what senders do about silence and refusal, " +
      "and the size of every message. `transport` is chosen for three sorts of path: `carrier` " +
      "(trunks), `cluster` (within and between the sites) and `phones`; a location may have " +
      "another for its own phones. Sizes are of the message alone; lower layers are added by " +
      "transport. T-Library and desktops always use TCP.",
    example: `signalling:
  transport: { carrier: udp, cluster: tcp, phones: tls }
  registerExpires: 30min
  smartClients: true
  overload: { control: loss }
  bytes: { INVITE: 1500B }`,
  },
  {
    title: "sessions",
    sections: ["sessions"],
    intro:
      "What agents do when node, SBC, GWS or access is gone (flow `disaster`): they take no " +
      "calls until the desktop is logged in and the phone registered again, at their own site or " +
      "another one, where they stay for the rest of the run. A desktop is taken over by a GWS of " +
      "its site that is left; else it tries for `desktopTimeOut`, and then agent or desktop turn " +
      "to the other site. A phone tries what DNS names, in order; each address that does not " +
      "answer costs it 64 T1 over UDP. Figures by site count agents at home.",
    example: `sessions:
  desktopFailover: smart
  phoneDetection: reset
  resetJitter: 30s
  configOutage: blocksLogin`,
  },
  {
    title: "recording, retention and storage",
    sections: ["recording", "retention", "storage"],
    intro:
      "What is recorded and stored of every call, and for how long. `recording.mode` says if " +
      "recordings are simulated: ports, dialogs and media at MCPs, files on the links, muxers. " +
      "With `none` they, as logs and reporting data, are counted for their volume alone and load " +
      "neither calls nor network. A recording takes a port of `media.portsPerCore.recording`, " +
      "and more of an MCP where it is encrypted. Only scenarios that record have `rws`, " +
      "`recordingStore`, `muxer` and `recordingsDatabase`, whose instances are keys of `sites`.",
    example: `recording: { mode: siprec, share: 0.5, screen: { share: 0.1 }, channels: stereo }
retention: { recordings: 90d }
storage: { busyHourShare: 0.12 }`,
  },
  {
    title: "sizing",
    sections: ["sizing"],
    intro: "What `busyhour size` takes for granted: targets, margins, and outbound campaigns.",
    example: `sizing:
  serviceLevel: 80 %
  outbound: { records: 20000 }`,
  },
  {
    title: "availability",
    sections: ["availability"],
    intro:
      "How often machines and places fail over years, how long repairs take, and what stands in: " +
      "what `busyhour availability` reckons with. No run depends on it. A component may have a " +
      "life of its own; `unlimited` never fails. How instances stand in for each other follows " +
      "their HA model: of active-active ones half are needed, of N+1 all but one; a pair has a " +
      "standby, which takes over with the chance `coverage`. Zones, regions and `pairPlacement` " +
      "are those of the sites.",
    example: `availability:
  variant: two_region
  host: { mtbf: 8760h, mttr: 4h }
  components:
    sbc: { hostMtbf: 40000h, needed: 1 }`,
  },
  {
    title: "faults",
    sections: ["faults"],
    intro:
      "What breaks and when. Each entry has one kind of fault. An instance is named " +
      "`dc1/sipProxy/1`, a link `from>to`, a zone `dc1/2`, a service `gws` or `dc1/gws`. It " +
      "comes once (`at`) or at random (`every`, a law of the time until the next one).",
    example: `faults:
  - instanceDown: { target: dc1/sipProxy/1, at: 1h, for: 10min }
  - linkDown: { target: dc1>dc2, at: 90min, for: 30s }
  - regionDown: { target: dc2, at: 100min, for: 20min }`,
  },
  {
    title: "expect",
    sections: ["expect"],
    intro:
      "Limits to hold: `metric[scope] <= limit` or `>=`, without a scope the whole cluster. " +
      "A limit is a number in the metric's unit, or `80%`, `30s`, `100Mbps`. A limit that is not " +
      "met makes the exit code 1. The metrics are in [metrics.md](metrics.md).",
    example: `expect:
  - "service.level >= 80%"
  - "agents.occupancy[site:dc1] <= 0.85"`,
  },
  {
    title: "observed",
    sections: ["observed"],
    intro:
      "What a real system showed, printed beside the simulated figures. It changes nothing else.",
    example: `observed:
  - { metric: wait.mean, scope: queue:support, value: 11.5 }`,
  },
  {
    title: "exact",
    sections: ["exact"],
    intro:
      "What theory or a publication says a metric must be. `busyhour validate` judges a scenario " +
      "by these; most planners need none.",
    example: `exact:
  - { metric: agents.loggedIn, scope: site:dc2, value: 160 }`,
  },
];
