import {
  type AgentRoles,
  ask,
  goTo,
  mark,
  pick,
  post,
  reach,
  replicate,
  send,
  tell,
  when,
} from "../actions.ts";
import { bound, type Flow } from "../flow.ts";
import { login } from "./login.ts";

const who: AgentRoles = {
  slot: 0,
  sbc: "sbc",
  phone: "phone",
  owner: "node",
  desk: "gws",
  desktop: "desktop",
  proxy: "proxy",
};
const tellAll = (...events: string[]) => events.flatMap((event) => tell(event, who, "node"));

/**
 * What an agent's desktop and phone do when the machines they depend on are gone: blueprint 5.2.5.
 * Each has a life of its own; a phone's goes on as that of a log-in. Roles in the order of those.
 */
export const disaster: Flow = {
  name: "disaster",
  title: "An outage: the agent logs in and the phone registers at the other site",
  startedBy: "agents",
  source: "blueprint 5.2.5",
  roles: { ...login.roles, gws: bound("gws"), sbc: bound("sbc") },
  steps: {
    1: ["the agent is logged in and the phone registered at one site"],
    2: [
      "an outage: the desktop's connection and the phone's REGISTER get no answer",
      ask("outageOf", "4", "phone"),
    ],
    3: [
      "the agent opens the desktop at the other site and is authenticated; screens re-register",
      reach("desktop", "gws", "node", "sbc"),
      send("DESKTOP", "desktop", "gws"),
      when("configAnswers", send("CONFIG", "gws", "configServer", "gws")),
      send("DESKTOP", "gws", "desktop"),
      send("T_REQUEST", "gws", "node"),
      tellAll("loggedIn", "notReady", "workMode", "ready"),
      when("screenPolicy", post("RECORDING_REQUEST", "desktop", "rws")),
      mark("desktopBack"),
      goTo("6"),
    ],
    4: [
      "the phone registers with the next access point that DNS names, until one answers",
      reach("phone", "sbc", "proxy", "gws"),
      pick("node"),
      send("REGISTER", "phone", "sbc", "proxy", "node"),
      send("UNAUTHORIZED", "node", "proxy", "sbc", "phone"),
      send("REGISTER_DIGEST", "phone", "sbc", "proxy", "node"),
      send("OK_REGISTER", "node", "proxy"),
      replicate("proxy"),
      send("OK_REGISTER", "proxy", "sbc", "phone"),
    ],
    5: [
      "the phone's DN is in service at a node of the other site",
      mark("registered"),
      tellAll("registered", "inService"),
      mark("phoneBack"),
    ],
    6: ["carriers send new calls to the SBCs that are left"],
  },
  endings: {},
};
