import {
  end,
  endStream,
  free,
  goTo,
  join,
  mark,
  post,
  releaseAgent,
  report,
  send,
  spend,
  standDown,
  tell,
  wait,
} from "../actions.ts";
import type { Flow } from "../flow.ts";
import { actionsFrom, linesFrom } from "../parts.ts";
import { consultation } from "./consultation.ts";
import { noMusic, retrieval } from "./consultationPaths.ts";
import { stopRecording } from "./recording.ts";
import { bye, cancel } from "./sip.ts";
import { customer, customerBack, phone, who } from "./ways.ts";

/** The caller waits for another agent, with the place and the wait the call has had. */
const waitAgain = [
  ...send("ROUTE_REQUEST", "node", "urs"),
  ...send("STRATEGY", "urs", "ors", "urs"),
  ...report("queued", "node"),
  ...wait(who, { abandoned: "abandonedAgain", full: "abandonedAgain", closed: "closedAgain" }),
  ...send("RESERVE", "urs", "vqServer", "urs"),
  ...send("T_REQUEST", "urs", "node"),
  ...report("diverted", "node"),
  ...goTo("8"),
];

/** What agents do with a call besides talking: no answer, hold, and a second agent. */
export const serviceEndings: Flow["endings"] = {
  unanswered: [
    "the agent does not answer: not ready for a while; the call has its place in the queue again",
    spend("unanswered", { attribute: "patience", go: "abandonedRinging" }),
    join(),
    endStream("conversation"),
    cancel(...phone),
    free("agentTrunk"),
    tell("released", who, "node"),
    tell("notReady", who, "node"),
    mark("unanswered"),
    standDown(who),
    waitAgain,
  ],
  agentLost: [
    "the agent's side is gone: the caller hears so, and has the call's place in the queue again",
    join(),
    endStream("conversation"),
    stopRecording,
    free("agentTrunk"),
    tell("released", who, "node"),
    releaseAgent(who),
    waitAgain,
  ],
  abandonedAgain: [
    "the customer loses patience after an agent did not answer",
    end("abandoned"),
    post("VQ_EVENT", "urs", "vqServer"),
    free("trunk"),
    bye(...customer),
    report("abandoned", "node"),
  ],
  closedAgain: [
    "no agent of the queue is on duty any more, and it takes no calls then",
    end("blocked"),
    free("trunk"),
    bye(...customerBack),
    report("released", "node"),
  ],
  hold: [
    "the agent puts the customer on hold for a while",
    actionsFrom(consultation, "1", "3"),
    mark("held"),
    spend("hold"),
    [...retrieval],
    goTo("talk"),
  ],
  noMusic: ["no port is free for music: the customer is not held", [...noMusic], goTo("talk")],
  ...linesFrom(consultation, "1", "release"),
};
