import {
  agent,
  end,
  endStream,
  enter,
  free,
  goTo,
  type Label,
  mark,
  releaseAgent,
  report,
  send,
  spend,
  stream,
  tell,
  wait,
} from "../actions.ts";
import type { Line } from "../flow.ts";
import { startRecording } from "../flows/recording.ts";
import { accept, bye, refuse } from "../flows/sip.ts";
import { customer, customerBack, phone, phoneBack, talked, who } from "../flows/ways.ts";
import { callAgent, result } from "./legs.ts";

/** A preview: the agent looks at the record, is called, and hears what becomes of the number. */
export const preview: Readonly<Record<Label, Line>> = {
  preview: [
    "an agent gets the record, looks at it and asks for the dial, which calls the agent first",
    wait(who, { abandoned: "noAgent", full: "noAgent" }),
    tell("preview", who, "node"),
    agent(who, "previewing"),
    spend("preview"),
    send("DESKTOP", "desktop", "gws"),
    send("T_REQUEST", "gws", "node"),
    callAgent("noAgentPhone", "noPhoneTrunk"),
    tell("ringing", who, "node"),
    spend("ring"),
    accept(...phoneBack),
    goTo("5"),
  ],
  answeredInPreview: [
    "a person answers, and the agent is there",
    mark("live"),
    accept(...customer),
    agent(who, "talking"),
    enter("talking"),
    stream("conversation", ...talked),
    tell("established", who, "node"),
    report("established", "node"),
    startRecording,
    goTo("talk"),
  ],
  heardByAgent: [
    "the agent hears a machine or a fax and hangs up",
    accept(...customer),
    stream("conversation", ...talked),
    spend("machineTalk"),
    endStream("conversation"),
    free("trunk"),
    end("unreached"),
    bye(...customerBack),
    goTo("agentReleased"),
  ],
  agentUnhelped: [
    "nobody was reached: the node releases the agent",
    result,
    bye(...phone),
    free("agentTrunk"),
    tell("released", who, "node"),
    tell("ready", who, "node"),
    releaseAgent(who),
  ],
  noAgent: ["the queue takes no more records", end("failed"), result],
  noAgentPhone: [
    "the node has no way to the agent's phone",
    end("failed"),
    result,
    releaseAgent(who),
  ],
  noPhoneTrunk: [
    "no trunk is left for the agent's public number: the SBC says 503, its proxy 500",
    end("blocked"),
    refuse("UNAVAILABLE", "agentSbc", "agentProxy"),
    refuse("SERVER_ERROR", "agentProxy", "node"),
    result,
    releaseAgent(who),
  ],
};
