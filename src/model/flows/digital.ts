import {
  type AgentRoles,
  agent,
  end,
  onDesktop,
  pick,
  post,
  send,
  spend,
  tell,
  times,
  wait,
} from "../actions.ts";
import { bound, type Flow, inTurn, ofNode, place } from "../flow.ts";
import { workOf } from "./ways.ts";

const who: AgentRoles = {
  slot: 0,
  sbc: "agentSbc",
  phone: "phone",
  owner: "owner",
  desk: "gws",
  desktop: "desktop",
};
const toDesktop = ["interactionServer", "gws", "desktop"] as const;
const toCustomer = ["desktop", "gws", "interactionServer", "carrier"] as const;

/** A chat or an e-mail reaches an agent: after blueprint 4.1.9, which has no numbers of its own. */
export const digital: Flow = {
  name: "digital",
  title: "A chat or an e-mail is routed to an agent and answered",
  startedBy: "digital",
  source: "blueprint 4.1.9, numbers our own",
  roles: {
    carrier: place("carrier"),
    interactionServer: inTurn("interactionServer"),
    node: inTurn("sipServer"),
    urs: ofNode("urs", "node"),
    ors: ofNode("ors", "node"),
    vqServer: inTurn("vqServer"),
    agentSbc: bound("sbc"),
    owner: bound("sipServer"),
    gws: bound("gws"),
    phone: place("desks"),
    desktop: place("desks"),
  },
  steps: {
    1: [
      "a message comes from outside: an interaction begins at an Interaction Server of the site",
      send("INTERACTION", "carrier", "interactionServer"),
    ],
    2: [
      "it asks the URS of the next node in turn, whose strategy asks for an agent",
      pick("node"),
      send("ROUTE_REQUEST", "interactionServer", "urs"),
      send("STRATEGY", "urs", "ors", "urs"),
      post("VQ_EVENT", "urs", "vqServer"),
    ],
    3: [
      "it queues until an agent is free, who is reserved as for a call",
      wait(who, { abandoned: "abandonedInQueue", full: "turnedAway", closed: "turnedAway" }),
      send("RESERVE", "urs", "vqServer", "urs"),
    ],
    4: [
      "the Interaction Server offers it on the agent's desktop; the agent takes no call meanwhile",
      send("T_REQUEST", "urs", "interactionServer"),
      agent(who, "ringing"),
      send("DESKTOP", ...toDesktop),
      tell("notReady", who, "owner"),
      onDesktop(send("DESKTOP", "gws", "desktop")),
      spend("ring"),
      agent(who, "digital"),
      send("DESKTOP", "desktop", "gws", "interactionServer"),
    ],
    5: [
      "customer and agent write to each other, each time a message and its answer",
      times(
        "exchanges",
        send("INTERACTION", ...toDesktop),
        spend("talk"),
        send("INTERACTION", ...toCustomer),
      ),
    ],
    6: [
      "the agent marks it done",
      end("served"),
      send("DESKTOP", "desktop", "gws", "interactionServer"),
    ],
    afterCallWork: [
      "the agent finishes the work of the interaction and is ready again",
      workOf(who, "afterCallWork", "owner"),
    ],
  },
  endings: {
    abandonedInQueue: [
      "the customer leaves before an agent is free",
      end("abandoned"),
      post("VQ_EVENT", "urs", "vqServer"),
      send("INTERACTION", "carrier", "interactionServer"),
    ],
    turnedAway: [
      "the queue takes no more, or is closed: the customer is told so",
      end("blocked"),
      send("T_REQUEST", "urs", "interactionServer"),
      send("INTERACTION", "interactionServer", "carrier"),
    ],
  },
};
