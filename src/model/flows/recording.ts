import {
  also,
  copies,
  decide,
  endStream,
  fork,
  free,
  hold,
  mux,
  pick,
  post,
  record,
  send,
  spend,
  stream,
  transfer,
  when,
  whenIts,
} from "../actions.ts";
import { actionsOf, bound, bySrv, type Flow, given, inTurn, place } from "../flow.ts";
import { actionsFrom } from "../parts.ts";
import { accept, bye, info, invite, reinvite, ringing, trying } from "./sip.ts";

const recorder = ["node", "recorderProxy", "recorderManager", "recorder"] as const;
const recorderBack = ["recorder", "recorderManager", "recorderProxy", "node"] as const;

/** A dialog with the MCP that records: 14 messages, and 6 at its end. */
const dialog = [
  ...invite("node", "recorderProxy"),
  ...trying("recorderProxy", "node"),
  ...invite("recorderProxy", "recorderManager"),
  ...trying("recorderManager", "recorderProxy"),
  ...invite("recorderManager", "recorder"),
  ...ringing(...recorderBack),
  ...accept(...recorderBack),
];

/** Who takes part besides those whom a host has already. */
export const recordingRoles = {
  recorderProxy: bySrv("sipProxy"),
  recorderManager: inTurn("resourceManager"),
  recorder: bound("mcp"),
  rws: inTurn("rws", "gws"),
  recordingStore: inTurn("recordingStore"),
  muxer: inTurn("muxer"),
  recordingsDatabase: inTurn("recordingsDatabase"),
};

/** What the MCP records: both parties who send there, or copies. */
export const recorded = [
  ...whenIts(
    "recordingMode",
    "bridged",
    endStream("conversation"),
    stream("recording", "carrier", "sbc", "recorder", "agentSbc", "phone"),
  ),
  ...whenIts("recordingMode", "siprec", copies("recording", "sbc", "recorder")),
];

/** RWS asks the node, which tells the MCP. */
const command = [
  ...send("RECORDING_REQUEST", "desktop", "rws"),
  ...send("T_REQUEST", "rws", "node"),
  ...info(...recorder),
];

/**
 * A call is recorded, the screen of its agent with it: blueprint 5.2.4. A host takes what is below
 * the table: the last of its answer, its talk, the first and the last of its release, and the
 * ending `notRecorded`, which goes on with the talk.
 */
export const recording: Flow = {
  name: "recording",
  title: "Voice and screen of a call are recorded, stored and put together",
  startedBy: "flow",
  source: "blueprint 5.2.4",
  roles: {
    carrier: place("carrier"),
    sbc: given("sbc"),
    proxy: given("sipProxy"),
    node: given("sipServer"),
    agentProxy: given("sipProxy"),
    agentSbc: given("sbc"),
    gws: given("gws"),
    phone: place("desks"),
    desktop: place("desks"),
    ...recordingRoles,
  },
  steps: {
    1: ["a call has come to an agent who is logged in, and is answered"],
    2: [
      "at the log-in the recorder of the agent's screen has registered with RWS",
      // A step of the log-in, which tells RWS of each agent once: see there.
    ],
    3: [
      "RWS hears of the call by its T-event and looks at the policy: voice, and the screen?",
      pick("rws"),
    ],
    4: [
      "RWS asks the node to record, and the desktop to capture its screen",
      hold("recordingPort", "recorder", "notRecorded"),
      post("T_REQUEST", "rws", "node"),
      when("screenRecorded", post("RECORDING_REQUEST", "rws", "desktop")),
    ],
    5: [
      "the node invites an MCP: for both parties, who send there from now on, or for copies",
      pick("recorderProxy"),
      pick("recorderManager"),
      whenIts(
        "recordingMode",
        "bridged",
        fork(
          dialog,
          dialog,
          reinvite("node", "proxy", "sbc"),
          reinvite("node", "agentProxy", "agentSbc", "phone"),
        ),
      ),
      whenIts("recordingMode", "siprec", fork(dialog)),
    ],
    6: ["media reach the MCP, which encrypts what it records", recorded, record("start")],
    7: [
      "the call is over: the MCP is released, and the desktop sends its screen to RWS",
      endStream("recording"),
      record("end"),
      whenIts("recordingMode", "bridged", also(bye(...recorder), bye(...recorder))),
      whenIts("recordingMode", "siprec", also(bye(...recorder))),
      free("recordingPort"),
      pick("recordingStore"),
      pick("recordingsDatabase"),
    ],
    8: [
      "RWS has a muxer of the primary site put screen and voice together and store them",
      when(
        "screenRecorded",
        pick("muxer"),
        also(
          transfer("screen", "desktop", "rws"),
          post("RECORDING_REQUEST", "rws", "muxer"),
          transfer("toMuxer", "rws", "muxer"),
          mux("muxer"),
          transfer("muxed", "muxer", "recordingStore"),
          send("RECORDING_REQUEST", "muxer", "rws"),
          send("RECORDING_REQUEST", "rws", "recordingsDatabase"),
        ),
      ),
    ],
    9: [
      "the MCP stores the encrypted voice and says so to RWS, which writes it down",
      also(
        transfer("voice", "recorder", "recordingStore"),
        send("RECORDING_ANSWER", "recordingStore", "recorder"),
        send("RECORDING_REQUEST", "recorder", "rws"),
        send("RECORDING_REQUEST", "rws", "recordingsDatabase"),
      ),
    ],
  },
  endings: {
    notRecorded: [
      "no port is free for the recording: the call goes on without",
      record("missed"),
      decide("recorded", "no"),
    ],
    pause: [
      "the agent takes a payment: what is said now is not recorded",
      fork(command),
      record("pause"),
    ],
    resume: ["the payment is made: recording goes on", fork(command), record("resume")],
  },
};

export const startRecording = when("recorded", actionsFrom(recording, "3", "6"));
export const stopRecording = when("recorded", actionsFrom(recording, "7"));
export const storeRecording = when("recorded", actionsFrom(recording, "8", "9"));
export const notRecorded = [...actionsOf(recording.endings.notRecorded)];

/** The part of the talk that must not be recorded, at its end. */
export const pauseOfTalk = when(
  "pauses",
  when("recorded", [...actionsOf(recording.endings.pause)]),
  spend("pause"),
  when("recorded", [...actionsOf(recording.endings.resume)]),
);
