import { ask, goTo, mark, pick, post, reach, send, when } from "../actions.ts";
import { bound, type Flow } from "../flow.ts";
import { accepted, challenge, login, tellAll } from "./login.ts";
import { register } from "./sip.ts";

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
      send("REGISTER", "phone", "sbc"),
      register("sbc", "proxy", "refusedByProxy"),
      register("proxy", "node", "refusedByNode"),
      challenge,
      accepted,
    ],
    5: [
      "the phone's DN is in service at a node of the other site",
      mark("registered"),
      tellAll("registered", "inService"),
      mark("phoneBack"),
    ],
    6: ["carriers send new calls to the SBCs that are left"],
  },
  endings: {
    refusedByProxy: [
      "no proxy of the site takes it: 503 with Retry-After, and the phone goes to the next SBC",
      mark("registerRefused"),
      send("UNAVAILABLE", "sbc", "phone"),
      goTo("4"),
    ],
    refusedByNode: [
      "no node of the site takes it: its proxy says 500, and the phone goes to the next SBC",
      send("SERVER_ERROR", "proxy", "sbc", "phone"),
      goTo("4"),
    ],
  },
};
