import {
  type AgentRoles,
  ask,
  connect,
  goTo,
  mark,
  pick,
  post,
  replicate,
  send,
  tell,
  untilRefresh,
  when,
} from "../actions.ts";
import { bySrvInTurn, type Flow, inTurn, place } from "../flow.ts";

/** The agent whose desktop and phone it is about. */
export const who: AgentRoles = {
  slot: 0,
  sbc: "sbc",
  phone: "phone",
  owner: "node",
  desk: "gws",
  desktop: "desktop",
  proxy: "proxy",
};
/** The phone shows its credentials. */
export const challenge = [
  ...send("UNAUTHORIZED", "node", "proxy", "sbc", "phone"),
  ...send("REGISTER_DIGEST", "phone", "sbc", "proxy", "node"),
];
/** What T-Library clients hear of an agent. */
export const tellAll = (...events: readonly string[]) =>
  events.flatMap((event) => tell(event, who, "node"));

const nextInTurn = [...pick("proxy"), ...pick("node")];
/** Every proxy knows of it, and the phone as well. */
export const accepted = [
  ...send("OK_REGISTER", "node", "proxy"),
  ...replicate("proxy"),
  ...send("OK_REGISTER", "proxy", "sbc", "phone"),
];
const registered = [...accepted, ...mark("registered")];

const session = [
  ...send("DESKTOP", "desktop", "gws"),
  ...send("T_REQUEST", "gws", "node"),
  ...tellAll("registered", "inService", "loggedIn", "notReady", "workMode", "ready"),
  ...when("screenPolicy", post("RECORDING_REQUEST", "desktop", "rws")),
  ...mark("loggedIn"),
];

/** An agent logs in and the phone registers, then refreshes for ever: blueprint 5.2.1. */
export const login: Flow = {
  name: "login",
  title: "An agent logs in, the phone registers and keeps registering",
  startedBy: "agents",
  source: "blueprint 5.2.1",
  roles: {
    phone: place("desks"),
    desktop: place("desks"),
    gws: inTurn("gws"),
    configServer: inTurn("configServer"),
    sbc: inTurn("sbc"),
    proxy: bySrvInTurn("sipProxy"),
    node: inTurn("sipServer", "proxy"),
    rws: inTurn("rws"),
  },
  steps: {
    1: [
      "the agent opens the desktop and is authenticated",
      send("DESKTOP", "desktop", "gws"),
      send("CONFIG", "gws", "configServer", "gws"),
      send("DESKTOP", "gws", "desktop"),
    ],
    2: [
      "the softphone takes its configuration and starts; a public number has nothing to start",
      ask("publicNumber", "publicNumber"),
    ],
    3: ["the phone registers with the SBC", send("REGISTER", "phone", "sbc")],
    4: ["the SBC takes the next proxy in turn", send("REGISTER", "sbc", "proxy")],
    5: [
      "the proxy takes any node of its site, which challenges once; the DN is in service",
      send("REGISTER", "proxy", "node"),
      challenge,
      registered,
    ],
    6: ["GWS starts the agent's session; every T-Library client hears of it", session],
    refresh: [
      "the phone waits until its registration is about to expire",
      untilRefresh(),
      ask("challengeRefresh", "challenged"),
    ],
    renew: [
      "the phone registers again, through the next proxy in turn",
      nextInTurn,
      send("REGISTER", "phone", "sbc", "proxy", "node"),
      registered,
      goTo("refresh"),
    ],
  },
  endings: {
    publicNumber: [
      "nothing registers: the DN is owned by the node that the agent's GWS is connected to",
      connect("node", "gws"),
      session,
    ],
    challenged: [
      "the nonce is stale: the refresh is challenged too",
      nextInTurn,
      send("REGISTER", "phone", "sbc", "proxy", "node"),
      challenge,
      registered,
      goTo("refresh"),
    ],
  },
};
