import {
  type Action,
  type AgentRoles,
  agent,
  ask,
  end,
  endStream,
  enter,
  fork,
  free,
  goTo,
  hold,
  join,
  mark,
  post,
  releaseAgent,
  report,
  send,
  spend,
  stream,
  tell,
  wait,
} from "../actions.ts";
import { bound, bySrv, type Flow, given, inTurn, place } from "../flow.ts";
import { accept, bye, cancel, invite, refuse, reinvite, ringing, trying } from "./sip.ts";

/** The agent who has the customer, by the names that hosts give its roles. */
const first: AgentRoles = {
  slot: 0,
  sbc: "agentSbc",
  phone: "phone",
  owner: "owner",
  desk: "gws",
  desktop: "desktop",
  proxy: "agentProxy",
};
const second: AgentRoles = {
  slot: 1,
  sbc: "consultSbc",
  phone: "consultPhone",
  owner: "consultOwner",
  desk: "consultGws",
  desktop: "consultDesktop",
  proxy: "consultProxy",
};
const customer = ["carrier", "sbc", "proxy", "node"] as const;
const customerBack = ["node", "proxy", "sbc", "carrier"] as const;
const phone = ["node", "agentProxy", "agentSbc", "phone"] as const;
const secondPhone = ["node", "consultProxy", "consultSbc", "consultPhone"] as const;
const secondBack = ["consultPhone", "consultSbc", "consultProxy", "node"] as const;
const music = ["node", "holdProxy", "holdManager", "holdMcp"] as const;
const musicBack = ["holdMcp", "holdManager", "holdProxy", "node"] as const;
const mixing = ["node", "conferenceProxy", "conferenceManager", "mixer"] as const;
const mixingBack = ["mixer", "conferenceManager", "conferenceProxy", "node"] as const;

/** What the agent does at the desktop reaches the node by way of GWS. */
const request = (): Action[] => [
  ...send("DESKTOP", "desktop", "gws"),
  ...send("T_REQUEST", "gws", "node"),
];
/** re-INVITE to an agent's phone, as far as that is. */
const reinvitePhone = ([node, proxy, sbc, far]: readonly [string, string, string, string]) => [
  ...send("RE_INVITE", node, proxy),
  ...trying(proxy, node),
  ...send("RE_INVITE", proxy, sbc, far),
  ...send("OK_INVITE", far, sbc, proxy, node),
  ...send("ACK", node, proxy, sbc, far),
];
const reinviteCustomer = reinvite("node", "proxy", "sbc");
const speech = stream("conversation", "carrier", "sbc", "agentSbc", "phone");
const speechToSecond = stream("conversation", "carrier", "sbc", "consultSbc", "consultPhone");
const consulting = stream("consultation", "phone", "agentSbc", "consultSbc", "consultPhone");
const playing = stream("hold", "carrier", "sbc", "holdMcp");
const musicEnds = [...endStream("hold"), ...bye(...music), ...free("holdPort")];

/** The node asks routing for the second agent. */
const route = [
  ...send("ROUTE_REQUEST", "node", "urs"),
  ...send("STRATEGY", "urs", "ors", "urs"),
  ...post("VQ_EVENT", "urs", "vqServer"),
];
const routed = [
  ...send("RESERVE", "urs", "vqServer", "urs"),
  ...send("T_REQUEST", "urs", "node"),
  ...report("diverted", "node"),
];

/** The second agent is not needed any more. */
const secondLeaves = [
  ...bye(...secondPhone),
  ...free("secondTrunk"),
  ...tell("released", second, "node"),
  ...tell("ready", second, "node"),
  ...releaseAgent(second),
];
const workOf = (who: AgentRoles, attribute: "afterCallWork" | "secondAfterCallWork"): Action[] => [
  ...agent(who, "afterCallWork"),
  ...tell("afterCallWork", who, "node"),
  ...spend(attribute),
  ...tell("ready", who, "node"),
  ...releaseAgent(who),
];
/** The first agent has no more to do with the customer. */
const firstLeaves = [
  ...bye(...phone),
  ...free("agentTrunk"),
  ...tell("released", first, "node"),
  ...workOf(first, "afterCallWork"),
];
/** The customer, on hold, hangs up. */
const customerLeaves = [
  ...end("abandoned"),
  ...free("trunk"),
  ...bye(...customer),
  ...post("VQ_EVENT", "urs", "vqServer"),
  ...report("abandoned", "node"),
  ...musicEnds,
];

/** No port plays music: the MCP says 486. The customer stays with the agent. */
export const noMusic: readonly Action[] = [
  ...invite("holdManager", "holdMcp"),
  ...refuse("BUSY_HERE", ...musicBack),
  ...reinvitePhone(phone),
  ...agent(first, "talking"),
  ...enter("talking"),
];

/** The agent takes the customer off hold. */
export const retrieval: readonly Action[] = [
  ...request(),
  ...musicEnds,
  ...reinviteCustomer,
  ...reinvitePhone(phone),
  ...speech,
  ...agent(first, "talking"),
  ...enter("talking"),
  ...tell("retrieved", first, "node"),
  ...report("retrieved", "node"),
];

/**
 * An agent puts the customer on hold and asks a second agent, at this data centre or another:
 * blueprint 5.2.8, same step numbers. What comes of it is an answer of the call.
 */
export const consultation: Flow = {
  name: "consultation",
  title: "An agent holds the customer, asks a second agent, and takes back, transfers or confers",
  startedBy: "flow",
  source: "blueprint 5.2.8",
  roles: {
    carrier: place("carrier"),
    sbc: given("sbc"),
    proxy: given("sipProxy"),
    node: given("sipServer"),
    urs: given("urs"),
    ors: given("ors"),
    vqServer: given("vqServer"),
    agentProxy: given("sipProxy"),
    agentSbc: given("sbc"),
    owner: given("sipServer"),
    gws: given("gws"),
    phone: place("desks"),
    desktop: place("desks"),
    holdProxy: bySrv("sipProxy"),
    holdManager: inTurn("resourceManager"),
    holdMcp: bound("mcp"),
    consultProxy: bySrv("sipProxy"),
    consultSbc: bound("sbc"),
    consultOwner: bound("sipServer"),
    consultGws: bound("gws"),
    consultPhone: place("desks"),
    consultDesktop: place("desks"),
    conferenceProxy: bySrv("sipProxy"),
    conferenceManager: inTurn("resourceManager"),
    mixer: bound("mcp"),
  },
  steps: {
    1: [
      "the agent puts the customer on hold",
      request(),
      agent(first, "hold"),
      enter("held"),
      reinvitePhone(phone),
    ],
    2: [
      "the node gets a port that plays music and re-invites the customer to it",
      invite("node", "holdProxy"),
      trying("holdProxy", "node"),
      invite("holdProxy", "holdManager"),
      trying("holdManager", "holdProxy"),
      hold("holdPort", "holdMcp", "noMusic"),
      invite("holdManager", "holdMcp"),
      accept(...musicBack),
      reinviteCustomer,
    ],
    3: [
      "the customer hears music",
      endStream("conversation"),
      playing,
      tell("held", first, "node"),
      report("held", "node"),
    ],
    4: [
      "the agent asks for a second one, whom routing names once one is free",
      request(),
      agent(first, "consulting"),
      route,
      ask("consultation", "blind", "blindTransfer"),
      wait(second, { abandoned: "customerGone", full: "alone", overflow: "alone" }),
      routed,
    ],
    5: [
      "the node invites the second agent directly",
      invite("node", "consultProxy"),
      trying("consultProxy", "node"),
      invite("consultProxy", "consultSbc"),
      hold("secondTrunk", "consultSbc", "noSecondTrunk"),
      invite("consultSbc", "consultPhone"),
      ringing(...secondBack),
      agent(second, "ringing"),
    ],
    6: [
      "the owner of the second agent's DN, wherever it is, hears of it, and GWS tells the desktop",
      tell("ringing", second, "node"),
      report("ringing", "node"),
      ask("consultation", "connect", "blindTransfer"),
      ask("secondNoAnswer", "noSecondAnswer"),
    ],
    7: [
      "the second agent answers; media run between the two",
      spend("secondRing"),
      accept(...secondBack),
      consulting,
      agent(second, "consulting"),
      tell("established", second, "node"),
      report("established", "node"),
    ],
    consult: [
      "the two agents talk",
      spend("consultTalk"),
      ask("consultation", "alternate", "alternate"),
      ask("consultation", "transfer", "transfer"),
      ask("consultation", "conference", "conference"),
    ],
    part: ["the second agent is released", endStream("consultation"), secondLeaves],
    takeBack: [
      "the agent takes the customer off hold, and they talk",
      [...retrieval],
      spend("returnTalk"),
    ],
    goOn: ["the call goes on as if nothing had been"],
  },
  endings: {
    noMusic: ["no port is free for music: nobody is asked", [...noMusic], goTo("goOn")],
    alone: ["no second agent comes: the first one turns to the customer again", goTo("takeBack")],
    noSecondTrunk: [
      "no trunk is left for the second agent's public number",
      refuse("UNAVAILABLE", "consultSbc", "consultProxy"),
      refuse("SERVER_ERROR", "consultProxy", "node"),
      releaseAgent(second),
      ask("consultation", "transferFails", "blindTransfer"),
      goTo("takeBack"),
    ],
    noSecondAnswer: [
      "the second agent does not answer",
      spend("unanswered"),
      cancel(...secondPhone),
      free("secondTrunk"),
      tell("released", second, "node"),
      releaseAgent(second),
      goTo("takeBack"),
    ],
    customerGone: [
      "the customer hangs up before a second agent comes",
      customerLeaves,
      join(),
      firstLeaves,
    ],
    alternate: [
      "the agent turns to the customer for a while, the second one hears music, and back",
      request(),
      endStream("consultation"),
      endStream("hold"),
      reinviteCustomer,
      reinvitePhone(secondPhone),
      speech,
      stream("hold", "consultPhone", "consultSbc", "holdMcp"),
      agent(first, "talking"),
      agent(second, "hold"),
      enter("talking"),
      tell("retrieved", first, "node"),
      spend("returnTalk"),
      request(),
      endStream("conversation"),
      endStream("hold"),
      reinviteCustomer,
      reinvitePhone(secondPhone),
      playing,
      consulting,
      agent(first, "consulting"),
      agent(second, "consulting"),
      enter("held"),
      tell("held", first, "node"),
      spend("consultTalk"),
      goTo("part"),
    ],
    transfer: [
      "the agent, having consulted, hands the customer over",
      request(),
      endStream("consultation"),
      musicEnds,
      join(),
      fork(firstLeaves),
      reinviteCustomer,
      reinvitePhone(secondPhone),
      goTo("handedOver"),
    ],
    blind: [
      "the agent leaves as soon as the second one is asked for",
      join(),
      fork(firstLeaves),
      wait(second, { abandoned: "transferAbandoned", full: "transferFails" }),
      routed,
      goTo("5"),
    ],
    connect: [
      "the second agent answers and has the customer",
      spend("secondRing"),
      accept(...secondBack),
      musicEnds,
      reinviteCustomer,
      tell("established", second, "node"),
      report("established", "node"),
      goTo("handedOver"),
    ],
    handedOver: [
      "customer and second agent talk; when the customer hangs up, the agent finishes the work",
      mark("transferred"),
      speechToSecond,
      agent(second, "talking"),
      enter("talking"),
      spend("secondTalk"),
      endStream("conversation"),
      free("trunk"),
      end("served"),
      bye(...customer),
      bye(...secondPhone),
      free("secondTrunk"),
      tell("released", second, "node"),
      report("released", "node"),
      workOf(second, "secondAfterCallWork"),
    ],
    transferAbandoned: ["the customer hangs up before the second agent comes", customerLeaves],
    transferFails: [
      "the second agent's queue is full, or there is no trunk to the agent",
      end("blocked"),
      free("trunk"),
      bye(...customerBack),
      report("released", "node"),
      musicEnds,
    ],
    conference: [
      "an MCP mixes all three, until the customer hangs up",
      request(),
      invite("node", "conferenceProxy"),
      trying("conferenceProxy", "node"),
      invite("conferenceProxy", "conferenceManager"),
      trying("conferenceManager", "conferenceProxy"),
      hold("conferencePort", "mixer", "noMixer"),
      invite("conferenceManager", "mixer"),
      accept(...mixingBack),
      endStream("consultation"),
      musicEnds,
      reinviteCustomer,
      reinvitePhone(phone),
      reinvitePhone(secondPhone),
      mark("conferenced"),
      stream("conversation", "carrier", "sbc", "mixer"),
      stream("conference", "phone", "agentSbc", "mixer"),
      stream("consultation", "consultPhone", "consultSbc", "mixer"),
      agent(first, "talking"),
      agent(second, "talking"),
      enter("talking"),
      report("established", "node"),
      spend("conferenceTalk"),
      endStream("conversation"),
      endStream("conference"),
      endStream("consultation"),
      free("trunk"),
      end("served"),
      join(),
      bye(...customer),
      bye(...mixing),
      free("conferencePort"),
      fork(
        bye(...secondPhone),
        free("secondTrunk"),
        tell("released", second, "node"),
        workOf(second, "secondAfterCallWork"),
      ),
      report("released", "node"),
      firstLeaves,
    ],
    noMixer: [
      "no port mixes: the second agent is released",
      invite("conferenceManager", "mixer"),
      refuse("BUSY_HERE", ...mixingBack),
      goTo("part"),
    ],
  },
};
