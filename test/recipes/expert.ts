import {
  type AgentRoles,
  agent,
  end,
  enter,
  fork,
  free,
  hold,
  join,
  releaseAgent,
  send,
  spend,
  tell,
  wait,
} from "../../src/model/actions.ts";
import { bound, type Flow, inTurn, place } from "../../src/model/flow.ts";

const first: AgentRoles = {
  slot: 0,
  sbc: "sbc1",
  phone: "phone1",
  owner: "owner1",
  desk: "desk1",
  desktop: "desktop1",
};
const specialist: AgentRoles = {
  slot: 1,
  sbc: "sbc2",
  phone: "phone2",
  owner: "owner2",
  desk: "desk2",
  desktop: "desktop2",
};

/** A new flow is one file: here an agent who asks an expert while the customer waits. */
export const expert: Flow = {
  name: "expert",
  title: "An agent consults an expert",
  startedBy: "customers",
  source: "a recipe of the tests",
  roles: {
    carrier: place("carrier"),
    sbc: inTurn("sbc"),
    node: inTurn("sipServer"),
    sbc1: bound("sbc"),
    owner1: bound("sipServer"),
    desk1: bound("gws"),
    phone1: place("desks"),
    desktop1: place("desks"),
    sbc2: bound("sbc"),
    owner2: bound("sipServer"),
    desk2: bound("gws"),
    phone2: place("desks"),
    desktop2: place("desks"),
  },
  steps: {
    1: [
      "a call reaches the node",
      hold("trunk", "carrier", "busy"),
      send("INVITE", "carrier", "sbc", "node"),
    ],
    2: [
      "an agent answers",
      wait(first, { abandoned: "gone", full: "gone" }),
      agent(first, "ringing"),
      spend("ring"),
      agent(first, "talking"),
      enter("talking"),
      fork(tell("established", first, "node")),
      spend("talk"),
    ],
    3: [
      "an expert is asked",
      wait(specialist, { abandoned: "alone", full: "alone" }),
      agent(specialist, "talking"),
      fork(send("INVITE", "node", "sbc2", "phone2"), tell("consulted", specialist, "node")),
      join(),
      spend("qualification"),
      releaseAgent(specialist),
    ],
    done: ["all hang up", free("trunk"), end("served"), releaseAgent(first)],
  },
  endings: {
    busy: ["no trunk", end("blocked")],
    gone: ["the caller hangs up", free("trunk"), end("abandoned")],
    alone: ["no expert comes", free("trunk"), end("served"), releaseAgent(first)],
  },
};
