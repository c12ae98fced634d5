import type { Parameter, Source } from "../parameter.ts";

/** Which byte account of a link a message is booked to. */
export type TrafficClass = "signalling" | "tlib";

interface MessageRow {
  readonly traffic: TrafficClass;
  /** Counted as a SIP message in `sip.messages.rate`. */
  readonly sip: boolean;
  readonly bytes: Parameter;
}

const RFC_5626: Source = { mark: "standard", note: "RFC 5626 3.5.1" };
const NO_FIGURE: Source = { mark: "assumption", note: "no public figure" };

const size = (bytes: number, meaning: string, source = NO_FIGURE): Parameter => ({
  kind: "bytes",
  meaning,
  default: `${bytes}B`,
  min: "1B",
  max: "65535B",
  source,
});

const sip = (bytes: number, meaning: string, source?: Source): MessageRow => ({
  traffic: "signalling",
  sip: true,
  bytes: size(bytes, meaning, source),
});

/** What goes the way of SIP, but is none. */
const beside = (bytes: number, meaning: string, source?: Source): MessageRow => ({
  ...sip(bytes, meaning, source),
  sip: false,
});

const tlib = (bytes: number, meaning: string): MessageRow => ({
  traffic: "tlib",
  sip: false,
  bytes: size(bytes, meaning),
});

/**
 * Every message kind of the model with its size in bytes before IP headers.
 * SIP sizes: typical originating INVITE about 1,200 B (published), the rest assumptions.
 */
export const MESSAGES = {
  INVITE: sip(1200, "INVITE with SDP", {
    mark: "published",
    note: "a typical originating INVITE is about 1,200 B",
  }),
  RE_INVITE: sip(1150, "re-INVITE with SDP"),
  TRYING: sip(400, "100 Trying"),
  RINGING: sip(600, "180 Ringing"),
  OK_INVITE: sip(1000, "200 OK to INVITE, with SDP"),
  ACK: sip(500, "ACK"),
  BYE: sip(520, "BYE"),
  OK_BYE: sip(420, "200 OK to BYE"),
  CANCEL: sip(450, "CANCEL"),
  OK_CANCEL: sip(420, "200 OK to CANCEL"),
  TERMINATED: sip(450, "487 Request Terminated"),
  BUSY_HERE: sip(450, "486 Busy Here"),
  NOT_FOUND: sip(450, "404 Not Found, of a number that does not exist"),
  UNAVAILABLE: sip(450, "503 Service Unavailable with Retry-After"),
  DECLINE: sip(450, "603 Decline"),
  SERVER_ERROR: sip(450, "500 Server Internal Error, or 408 Request Timeout"),
  INFO: sip(1000, "INFO with MSML"),
  OK_INFO: sip(700, "200 OK to INFO, with MSML"),
  REGISTER: sip(600, "REGISTER"),
  REGISTER_DIGEST: sip(850, "REGISTER with digest credentials"),
  UNAUTHORIZED: sip(600, "401 Unauthorized with challenge"),
  OK_REGISTER: sip(650, "200 OK to REGISTER"),
  OPTIONS: sip(500, "OPTIONS, the ping of a SIP element"),
  OK_OPTIONS: sip(550, "200 OK to OPTIONS"),
  KEEP_ALIVE: beside(4, "ping of a phone's connection, CRLF twice", RFC_5626),
  KEPT_ALIVE: beside(2, "its answer, CRLF", RFC_5626),
  REPLICATE: beside(400, "registration copied to a proxy"),
  T_EVENT: tlib(1200, "T-Library DN or agent event"),
  T_NOTIFY: tlib(1200, "notice from the call's node to the node that owns the DN"),
  ROUTE_REQUEST: tlib(1200, "EventRouteRequest to routing"),
  T_REQUEST: tlib(800, "T-Library request: treatment or route"),
  STRATEGY: tlib(800, "between ORS and URS"),
  VQ_EVENT: tlib(800, "virtual queue request or event"),
  RECORD: tlib(400, "record of a campaign, read from or written to its list"),
  DIAL_EVENT: tlib(1200, "event of a dialled call, to its OCS"),
  RESERVE: tlib(400, "agent reservation request or answer"),
  CALL_EVENT: tlib(1200, "call event grouped by interaction, Interaction Proxy to ICON"),
  DESKTOP: tlib(1200, "notification or request between GWS and the agent's desktop"),
  PAGE_REQUEST: tlib(700, "HTTP request for a VoiceXML page"),
  PAGE: tlib(4000, "VoiceXML page, the HTTP answer"),
  LOOK_UP: tlib(1000, "HTTPS request to a back-end"),
  LOOKED_UP: tlib(2000, "its answer"),
  MRCP_REQUEST: tlib(1200, "MRCP session or recognition asked for"),
  MRCP_ANSWER: tlib(800, "its answer"),
  WEB_REQUEST: tlib(1000, "HTTPS request to or from GMS: a callback, its strategy"),
  WEB_ANSWER: tlib(500, "answer to it"),
  DIAL_PLAN: tlib(800, "look-up of a dial plan at the Feature Server, or its answer"),
  DEPOSIT: tlib(1200, "message put into its mailbox, without its audio, or the answer"),
  FETCH: tlib(800, "message asked for at its mailbox, or the answer without its audio"),
  INTERACTION: tlib(2000, "message of a chat or e-mail, or the start of one"),
  RECORDING_REQUEST: tlib(800, "HTTP request about a recording: store, mux, capture, metadata"),
  RECORDING_ANSWER: tlib(400, "its answer"),
  CONFIG: tlib(1200, "authentication and configuration read"),
} as const satisfies Record<string, MessageRow>;

export type MessageKind = keyof typeof MESSAGES;

/**
 * SIP requests, and what their receiver says at once. A repeated request is answered with it again:
 * to the transaction it is nothing new (RFC 3261 17.2).
 */
export const ANSWERS: Readonly<Partial<Record<MessageKind, MessageKind>>> = {
  INVITE: "TRYING",
  RE_INVITE: "TRYING",
  BYE: "OK_BYE",
  CANCEL: "OK_CANCEL",
  INFO: "OK_INFO",
  REGISTER: "UNAUTHORIZED",
  REGISTER_DIGEST: "OK_REGISTER",
};

/** Names by index: the model's integer message kinds. */
export const MESSAGE_KINDS = Object.keys(MESSAGES) as readonly MessageKind[];

/** By message kind: 0 signalling, 1 T-Library, as the byte accounts of a link lie. */
export const TRAFFIC_OF: readonly number[] = MESSAGE_KINDS.map((kind) =>
  MESSAGES[kind].traffic === "tlib" ? 1 : 0,
);
