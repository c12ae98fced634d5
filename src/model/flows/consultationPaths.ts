import {
  type Action,
  type AgentRoles,
  agent,
  end,
  endStream,
  enter,
  free,
  post,
  record,
  releaseAgent,
  report,
  send,
  stream,
  tell,
  when,
} from "../actions.ts";
import { recorded, stopRecording, storeRecording } from "./recording.ts";
import { bye, invite, refuse, reinvite, trying } from "./sip.ts";
import { customer, phone, talked, who, workOf } from "./ways.ts";

/* What the lines of a consultation have in common. */

export const second: AgentRoles = {
  slot: 1,
  sbc: "consultSbc",
  phone: "consultPhone",
  owner: "consultOwner",
  desk: "consultGws",
  desktop: "consultDesktop",
  proxy: "consultProxy",
};
export const secondPhone = ["node", "consultProxy", "consultSbc", "consultPhone"] as const;
export const secondBack = ["consultPhone", "consultSbc", "consultProxy", "node"] as const;
export const music = ["node", "holdProxy", "holdManager", "holdMcp"] as const;
export const musicBack = ["holdMcp", "holdManager", "holdProxy", "node"] as const;
export const mixing = ["node", "conferenceProxy", "conferenceManager", "mixer"] as const;
export const mixingBack = ["mixer", "conferenceManager", "conferenceProxy", "node"] as const;

/** What the agent does at the desktop reaches the node by way of GWS. */
export const request = (): Action[] => [
  ...send("DESKTOP", "desktop", "gws"),
  ...send("T_REQUEST", "gws", "node"),
];
/** re-INVITE to an agent's phone, as far as that is. */
export const reinvitePhone = ([node, proxy, sbc, far]: readonly [
  string,
  string,
  string,
  string,
]) => [
  ...send("RE_INVITE", node, proxy),
  ...trying(proxy, node),
  ...send("RE_INVITE", proxy, sbc, far),
  ...send("OK_INVITE", far, sbc, proxy, node),
  ...send("ACK", node, proxy, sbc, far),
];
export const reinviteCustomer = reinvite("node", "proxy", "sbc");
export const speech = stream("conversation", ...talked);
export const speechToSecond = stream(
  "conversation",
  "carrier",
  "sbc",
  "consultSbc",
  "consultPhone",
);
export const consulting = stream("consultation", "phone", "agentSbc", "consultSbc", "consultPhone");
export const playing = stream("hold", "carrier", "sbc", "holdMcp");
export const musicEnds = [...endStream("hold"), ...bye(...music), ...free("holdPort")];

/** The node asks routing for the second agent. */
export const route = [
  ...send("ROUTE_REQUEST", "node", "urs"),
  ...send("STRATEGY", "urs", "ors", "urs"),
  ...post("VQ_EVENT", "urs", "vqServer"),
];
export const routed = [
  ...send("RESERVE", "urs", "vqServer", "urs"),
  ...send("T_REQUEST", "urs", "node"),
  ...report("diverted", "node"),
];

/** The second agent is not needed any more. */
export const secondLeaves = [
  ...bye(...secondPhone),
  ...free("secondTrunk"),
  ...tell("released", second, "node"),
  ...tell("ready", second, "node"),
  ...releaseAgent(second),
];
/** The first agent has no more to do with the customer. */
export const firstLeaves = [
  ...bye(...phone),
  ...free("agentTrunk"),
  ...tell("released", who, "node"),
  ...workOf(who),
];
/** The customer, on hold, hangs up. */
export const customerLeaves = [
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
  ...agent(who, "talking"),
  ...enter("talking"),
];

/** What is recorded is the talk with the customer: neither music nor the talk of two agents. */
export const recordingWaits = when("recorded", endStream("recording"), record("pause"));
const recordingGoesOn = when("recorded", recorded, record("resume"));
/** The recording is that of the agent who has had the customer. */
export const recordingEnds = [...stopRecording, ...storeRecording];

/** The agent takes the customer off hold. */
export const retrieval: readonly Action[] = [
  ...request(),
  ...musicEnds,
  ...reinviteCustomer,
  ...reinvitePhone(phone),
  ...speech,
  ...recordingGoesOn,
  ...agent(who, "talking"),
  ...enter("talking"),
  ...tell("retrieved", who, "node"),
  ...report("retrieved", "node"),
];
