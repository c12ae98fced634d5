import {
  admit,
  ask,
  end,
  endStream,
  enter,
  free,
  hold,
  post,
  report,
  send,
  spend,
  stream,
} from "../actions.ts";
import { bound, bySrv, type Flow, given, inTurn, ofNode, place } from "../flow.ts";
import { accept, bye, invite, refuse, reinvite, ringing, trying } from "./sip.ts";
import { customer, customerBack } from "./ways.ts";

const media = ["node", "voicemailProxy", "voicemailManager", "voicemailMcp"] as const;
const mediaBack = ["voicemailMcp", "voicemailManager", "voicemailProxy", "node"] as const;
const heard = ["carrier", "sbc", "voicemailMcp"] as const;

/**
 * A customer who gets no agent leaves a message: blueprint 5.2.7, same step numbers. Its host has
 * given back what it held for the customer but the trunk.
 */
export const voicemailLeave: Flow = {
  name: "voicemail-leave",
  title: "A customer whom no agent answers leaves a message",
  startedBy: "flow",
  source: "blueprint 5.2.7",
  roles: {
    carrier: place("carrier"),
    sbc: given("sbc"),
    proxy: given("sipProxy"),
    node: given("sipServer"),
    urs: given("urs"),
    ors: given("ors"),
    vqServer: given("vqServer"),
    voicemailProxy: bySrv("sipProxy"),
    voicemailManager: inTurn("resourceManager"),
    voicemailMcp: bound("mcp"),
    featureServer: ofNode("featureServer", "node"),
  },
  steps: {
    1: [
      "a customer's call is at a node and no agent will take it; its virtual queue is told",
      post("VQ_EVENT", "urs", "vqServer"),
    ],
    2: [
      "routing sends the call to voicemail; the node invites the application, then the customer",
      send("STRATEGY", "urs", "ors", "urs"),
      send("T_REQUEST", "urs", "node"),
      report("diverted", "node"),
      invite("node", "voicemailProxy", "noProxy"),
      trying("voicemailProxy", "node"),
      invite("voicemailProxy", "voicemailManager", "noManager"),
      trying("voicemailManager", "voicemailProxy"),
      hold("voicemailPort", "voicemailMcp", "noPort"),
      invite("voicemailManager", "voicemailMcp", "refusedByMcp"),
      ringing(...mediaBack),
      accept(...mediaBack),
      reinvite("node", "proxy", "sbc"),
      admit("voicemail", { full: "noRoom" }, ...heard),
      stream("voicemail", ...heard),
      enter("voicemail"),
    ],
    3: [
      "the customer hears the greeting",
      spend("voicemailGreeting"),
      ask("messageLeft", "hungUp", "no"),
    ],
    4: ["the customer leaves a message", spend("voicemailMessage")],
    5: [
      "the application puts the message into its mailbox at the Feature Server; all hang up",
      send("DEPOSIT", "voicemailMcp", "featureServer", "voicemailMcp"),
      end("voicemail"),
      endStream("voicemail"),
      free("trunk"),
      bye(...customer),
      report("released", "node"),
      bye(...media),
      free("voicemailPort"),
    ],
  },
  endings: {
    hungUp: [
      "the customer hangs up and leaves no message",
      end("abandoned"),
      endStream("voicemail"),
      free("trunk"),
      bye(...customer),
      report("abandoned", "node"),
      bye(...media),
      free("voicemailPort"),
    ],
    noManager: [
      "no Resource Manager takes the call: the proxy says 500, after a time-out 408",
      refuse("SERVER_ERROR", "voicemailProxy", "node"),
      bye(...customerBack),
      free("trunk"),
      end("failed"),
    ],
    noProxy: [
      "the node has no way to voicemail: it releases the customer",
      bye(...customerBack),
      free("trunk"),
      end("failed"),
    ],
    noPort: [
      "all media ports are busy: the MCP says 486, the node releases the customer",
      invite("voicemailManager", "voicemailMcp"),
      refuse("BUSY_HERE", ...mediaBack),
      bye(...customerBack),
      free("trunk"),
      end("blocked"),
    ],
    noRoom: [
      "a link of the customer's media is full: the node releases both",
      bye(...media),
      free("voicemailPort"),
      bye(...customerBack),
      free("trunk"),
      end("blocked"),
    ],
    refusedByMcp: [
      "the MCP, behind or beyond its call rate, said 486; the node releases the customer",
      refuse("BUSY_HERE", "voicemailManager", "voicemailProxy", "node"),
      free("voicemailPort"),
      bye(...customerBack),
      free("trunk"),
      end("failed"),
    ],
  },
};
