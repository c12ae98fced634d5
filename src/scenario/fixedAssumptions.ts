import { hasPlatform, isDigital } from "./assumptions.ts";
import { declines } from "./faultAssumptions.ts";
import type { Model } from "./hash.ts";
import { placementsOf } from "./serviceAssumptions.ts";
import { TRANSPORTS } from "./transports.ts";
import type { FixedAssumption } from "./types.ts";

/** Assumptions of the model itself, which no setting changes. */
const OF_PEOPLE: readonly FixedAssumption[] = [
  {
    subject: "arrivals",
    value: "Poisson",
    note: "rates as stated, of first calls; a call that fails or is cut off is not repeated",
  },
  {
    subject: "callers and agents",
    value: "independent",
    note: "talk, ring and patience do not depend on load, time of day or each other",
  },
  {
    subject: "agents",
    value: "answer every call offered to them, and nothing else occupies them",
    note:
      "but for demand.X.rona, hold and consult, campaigns, callbacks and voicemail; " +
      "breaks by agents.X.shrinkage only",
  },
  {
    subject: "calls without an outcome",
    value: "followed for an hour or the length of the run, whichever is longer",
    note: "what has none by then counts as still in the system",
  },
];

const OF_PLATFORM: readonly FixedAssumption[] = [
  {
    subject: "T-events of a served call",
    value: "8 of the agent's DN",
    note: "ringing, established, attached data three times, released, after-call work, ready",
  },
  {
    subject: "media control of a served call",
    value: "4 INFO transactions",
    note: "MSML by INFO: start, end of treatment, music, stop; no public figure",
  },
  {
    subject: "T-events",
    value: "each reaches every T-Controller and all its clients but smart ones",
    note: "no Smart Proxy; signalling.smartClients says whether there are smart clients",
  },
  {
    subject: "not modelled",
    value: "voice activity detection, loss on healthy links",
    note: "silence is sent as speech is, which most platforms are set to",
  },
  {
    subject: "OPTIONS pings",
    value: "SIP Proxies ping all SIP Server pairs, SBCs the proxies of their site, nobody else",
    note: "product pings between other components, and the carrier's, come on top in truth",
  },
  {
    subject: "SIP requests",
    value: "answered hop by hop, over UDP repeated from T1 on until then, given up after 64 T1",
    note: "what answers a request from afar, and waiting for a link, come on top in truth",
  },
  {
    subject: "callers during set-up",
    value: "wait as long as signalling takes",
    note: "patience counts in the IVR, in the queue and while the phone rings",
  },
  {
    subject: "size of a message",
    value: "the same on every hop",
    note: "each Via and Record-Route on the way would add about 100 bytes",
  },
  {
    subject: "instances of a component",
    value: "in turn, or drawn by weight where DNS names them; alike; first come first served",
    note: "no batch work, no garbage collection, no other load on the host",
  },
];

const NO_RECORDING: FixedAssumption = {
  subject: "recording",
  value: "none",
  note: "bridged, it adds two dialogs at the node and four media streams at an MCP to each call",
};

const OF_RECORDING: readonly FixedAssumption[] = [
  {
    subject: "recording",
    value: "from the answer to the release, by the MCPs of the site where the call entered",
    note: "where nobody takes its INVITE the call fails with it; a pause is the end of a talk",
  },
  {
    subject: "files of recordings",
    value: "sent when the call is over, each at the rate of its sender, or of a thinner link",
    note: "others do not slow it; a failed link stops none; screens as long as the voice",
  },
  {
    subject: "screens",
    value: "fetched, put together with their voice and stored at the site of the call",
    note: "by muxers that take them first come first served; the voice is stored by then",
  },
];

const OF_CONNECTIONS: readonly FixedAssumption[] = [
  {
    subject: "SIP over TCP and TLS",
    value: "connections stand; lost on a link, a message comes with TCP's next segment",
    note: "a 2xx to an INVITE is repeated from T1 on all the same, hop by hop (RFC 3261 13.3.1.4)",
  },
  {
    subject: "a server that stops, over TCP and TLS",
    value: "says nothing: who waits for its answer waits 64 T1, unless senders know before",
    note: "a process that ends resets its connections: its fault has a detection of 0s",
  },
];

/** What lower layers add to messages, by what carries SIP in this scenario. */
function headersOf({ links }: Model): FixedAssumption {
  const sizes = TRANSPORTS.flatMap((by) => {
    const link = links.find(({ transport }) => transport === by);
    return link ? [`${link.overheadBytes.signalling} bytes by ${by.toUpperCase()}`] : [];
  });
  return {
    subject: "lower layers of a message",
    value: `SIP ${sizes.join(", ")}; T-Library and desktops ${links[0]!.overheadBytes.tlib} by TCP`,
    note: "one packet a message, as network.ip, vlan and layer say; TCP of SIP acknowledges",
  };
}

/** What is asked of links before media begin, where some have room for so many calls only. */
const admissionOf = ({ links }: Model): readonly FixedAssumption[] =>
  links.every(({ streamsMax }) => streamsMax === Infinity)
    ? []
    : [
        {
          subject: "admission of calls to links",
          value: "by the SBC when a customer calls, by the node once an agent is named",
          note: "room is kept till the media end; routing names agents without a look at links",
        },
      ];

/** Who changes speech from one codec to another, where links have more than one. */
const transcodingOf = ({ links }: Model): readonly FixedAssumption[] =>
  links.every(({ codec }) => codec === links[0]!.codec)
    ? []
    : [
        {
          subject: "transcoding",
          value: "by the SBCs, where media pass from one codec to another",
          note: "it takes no time; transcoding sessions of an SBC are not counted",
        },
      ];

const usesConnections = ({ links }: Model): boolean =>
  links.some(({ transport }) => transport !== "udp");

const OF_REDIALS: FixedAssumption = {
  subject: "redials",
  value: "new callers but for their number of attempts",
  note:
    "site and IVR answers are drawn anew, times too unless `redial.durations` says otherwise; " +
    "the capacity table counts first calls only",
};

const OF_VOICEMAIL: readonly FixedAssumption[] = [
  {
    subject: "messages left",
    value: "fetched by agents whom no call waits for, the oldest first, each once",
    note: "who does not get to a message tries again after a minute; then it is deleted",
  },
  {
    subject: "audio of messages",
    value: "on no link between MCP and Feature Server",
    note: "both are at one site; only requests and answers are counted",
  },
];

const OF_DIGITAL: readonly FixedAssumption[] = [
  {
    subject: "digital interactions",
    value: "one at a time: an agent who has one takes neither calls nor others, and the reverse",
    note: "who has several chats at once in truth: their agent time each, not their length",
  },
  {
    subject: "messages of a digital interaction",
    value: "evenly over its handling, the agent's time for each alike",
    note: "over the links of the carrier; no Interaction Proxy; log-in at its server not sent",
  },
];

const OF_FAILURES: readonly FixedAssumption[] = [
  {
    subject: "before and after a failure",
    value: "compared with the 5 minutes before it; back at 95 % of them",
    note: "so load and staffing should not change by themselves around it",
  },
  {
    subject: "degraded minutes",
    value: "5 % more of the calls offered go wrong than before, and more than by chance",
    note: "abandoned, blocked, failed or lost; chance: 3 standard deviations of a Poisson count",
  },
];

const OF_SESSIONS: readonly FixedAssumption[] = [
  {
    subject: "an agent who is cut off",
    value: "takes no calls from the moment the node or the desktop's GWS is gone",
    note: "where only the phone's way is gone, once a call or the phone itself has found that out",
  },
  {
    subject: "agents at another site",
    value: "stay there for the rest of the run; figures by site count them at home",
    note: "by WAN and the desks' own link, or by the access of their location, as fast as stated",
  },
  {
    subject: "SBCs of other sites",
    value: "known to phones in the order in which DNS names the SIP Proxies beside them",
    note: "network.dns.srvView; what a phone finds out about one, no other phone knows",
  },
];

const OF_SHUTDOWNS: readonly FixedAssumption[] = [
  {
    subject: "a node that says 603 while it drains",
    value: "says so to OPTIONS as well: proxies leave it alone from their next ping on",
    note: "the code for INVITEs is published (shutdown-sip-reject-code), that for OPTIONS is not",
  },
];

/** Those that the results of a scenario rest on. */
export const fixedAssumptionsOf = (model: Model): readonly FixedAssumption[] => [
  ...OF_PEOPLE,
  ...(model.demand.some(redials) ? [OF_REDIALS] : []),
  ...(model.demand.some(({ voicemail }) => voicemail !== null) ? OF_VOICEMAIL : []),
  ...(model.demand.some(isDigital) ? OF_DIGITAL : []),
  ...(hasPlatform(model)
    ? [...OF_PLATFORM, headersOf(model), ...transcodingOf(model), ...admissionOf(model)]
    : []),
  ...(hasPlatform(model) ? recordingOf(model) : []),
  ...(hasPlatform(model) && usesConnections(model) ? OF_CONNECTIONS : []),
  ...(model.faults.length > 0 ? OF_FAILURES : []),
  ...(declines(model) ? OF_SHUTDOWNS : []),
  ...placementsOf(model),
  ...(model.faults.length > 0 && model.sessions.followed && hasPlatform(model) ? OF_SESSIONS : []),
];

const recordingOf = ({ recording }: Model): readonly FixedAssumption[] =>
  recording.mode === "none" ? [NO_RECORDING] : OF_RECORDING;

const redials = ({ redial }: Model["demand"][number]): boolean =>
  redial.afterBlocked > 0 || redial.afterAbandoned > 0;
