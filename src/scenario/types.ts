/**
 * A validated scenario: completed, checked, in the model's own units. Durations are whole
 * microseconds, rates per second, sizes bytes, bandwidths bits per second, shares 0..1.
 * `Infinity` stands for `unlimited`. Every index points into the array named beside it.
 */
import type { Distribution } from "../engine/distributions/types.ts";
import type { TrafficClass } from "../model/messages.ts";
import type { AgentGroup, Location } from "./agentTypes.ts";
import type { AvailabilitySettings } from "./availabilityTypes.ts";
import type { Callback, CallbackService } from "./callbackTypes.ts";
import type { Campaign } from "./campaignTypes.ts";
import type { ExactFigure, Expectation, Observation } from "./claimTypes.ts";
import type { Consult, Hold, Rona } from "./consultTypes.ts";
import type { FaultSetting } from "./faultTypes.ts";
import type { Framing } from "./framing.ts";
import type { IvrPath } from "./ivrPath.ts";
import type { Queue } from "./queueTypes.ts";
import type { Recorded, Recording } from "./recordingTypes.ts";
import type { Replay } from "./replayTypes.ts";
import type { Sessions } from "./sessionTypes.ts";
import type { Dns, Signalling } from "./signallingTypes.ts";
import type { AccessNetwork, Site } from "./siteTypes.ts";
import type { Transport } from "./transports.ts";
import type { Mailbox, Voicemail } from "./voicemailTypes.ts";

export type { AgentGroup, Location, Staffing } from "./agentTypes.ts";
export type { Callback, CallbackService } from "./callbackTypes.ts";
export type { Campaign, PacingSettings, RedialRule } from "./campaignTypes.ts";
export type { ExactFigure, Expectation, Observation } from "./claimTypes.ts";
export type { Consult, Hold, Rona } from "./consultTypes.ts";
export type { FaultSetting } from "./faultTypes.ts";
export type { Queue, Service, Stage } from "./queueTypes.ts";
export type { Recorded, Recording } from "./recordingTypes.ts";
export type { Replay, ReplayedDay } from "./replayTypes.ts";
export type { Sessions } from "./sessionTypes.ts";
export type { Dns, Signalling } from "./signallingTypes.ts";
export type { AccessNetwork, Site } from "./siteTypes.ts";
export type { Mailbox, Voicemail } from "./voicemailTypes.ts";

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** SHA-256 (hex) of the completed scenario: two files with the same meaning share it. */
  readonly hash: string;
  readonly run: Run;
  /** Sites first, then `carrier`, one `desks:<site>` for each site, and the locations. */
  readonly places: readonly string[];
  readonly sites: readonly Site[];
  readonly locations: readonly Location[];
  /** Directed links between places; every pair that exchanges traffic is listed, LANs included. */
  readonly links: readonly Link[];
  /** One entry for each row of the component catalogue, in its order. */
  readonly components: readonly ComponentSettings[];
  readonly media: Media;
  /** The layer whose bytes count against the capacity of links. */
  readonly layer: Framing["layer"];
  readonly dns: Dns;
  readonly signalling: Signalling;
  readonly sessions: Sessions;
  readonly recording: Recording;
  readonly storage: Storage;
  readonly sizing: Sizing;
  readonly availability: AvailabilitySettings;
  /** Those of callers first, then the campaigns. */
  readonly demand: readonly Demand[];
  readonly callbacks: readonly CallbackService[];
  readonly queues: readonly Queue[];
  readonly groups: readonly AgentGroup[];
  readonly accessNetworks: readonly AccessNetwork[];
  readonly faults: readonly FaultSetting[];
  readonly expect: readonly Expectation[];
  readonly observed: readonly Observation[];
  readonly exact: readonly ExactFigure[];
  /** Defaults in force whose mark is `assumption`, for the report. */
  readonly assumptions: readonly Assumption[];
  readonly fixedAssumptions: readonly FixedAssumption[];
}

export type Fidelity = "message" | "call";

export interface Run {
  readonly fidelity: Fidelity;
  readonly warmUpUs: number;
  readonly measureUs: number;
  readonly replications: number;
  readonly seed: string;
  readonly variates: "independent" | "antithetic";
  readonly control: "none" | "arrivals" | "load";
  /**
   * Time of day (microseconds since midnight) at time zero: interval profiles are read from here.
   */
  readonly startOfDayUs: number;
  /** Coefficient of variation of the gamma factor that all rates of a replication share. */
  readonly busynessCv: number;
  /** The same of a factor for each interval of this length, by the clock. */
  readonly intervalBusynessCv: number;
  readonly intervalLengthUs: number;
  readonly agentsAtStart: "loggedIn" | "logInWave";
  /** With `logInWave`: when each agent starts to log in, counted from the start of the shift. */
  readonly logInSpread: Distribution;
  /** Whether phones register and refresh (SIP login flow) beside the calls. */
  readonly registrations: boolean;
}

export interface Link {
  /** Indexes into `places`. */
  readonly from: number;
  readonly to: number;
  readonly latencyUs: number;
  readonly bitsPerSecond: number;
  /** How SIP goes over it; T-Library and desktops always use TCP. */
  readonly transport: Transport;
  /** What lower layers add to each message, down to the layer that counts. */
  readonly overheadBytes: Readonly<Record<TrafficClass, number>>;
  /** What media are packed by here; SBCs transcode where it changes. */
  readonly codec: string;
  /** One direction of one stream with its RTCP, bit/s of the layer that counts. */
  readonly streamBitsPerSecond: number;
  /** Streams that may cross it at the same time, each direction; `Infinity`: all that come. */
  readonly streamsMax: number;
}

export interface ComponentSettings {
  /** Name of the catalogue row. */
  readonly name: string;
  /** One entry per module of the row, in its order. */
  readonly modules: readonly ModuleSettings[];
  /** New work is refused when it would wait longer than this; `Infinity`: never refused. */
  readonly backlogLimitUs: number;
  /** A refused sender leaves this instance alone for so long (Retry-After). */
  readonly retryAfterUs: number;
  /** INVITEs that an instance takes in a second; `Infinity`: no limit. */
  readonly dialogRate: number;
}

export interface ModuleSettings {
  readonly name: string;
  readonly servers: number;
  /** Service time of each message kind (index into MESSAGE_KINDS of src/model/messages.ts). */
  readonly serviceUs: readonly number[];
}

export interface Media {
  /** Unless a link has another. */
  readonly codec: string;
  /** One direction of one stream of it, without RTCP, bit/s of the layer that counts. */
  readonly rtpBitsPerSecond: number;
  /** By PORT_USES: what a port takes of an MCP, thousandths of what a treatment port takes. */
  readonly portWeights: readonly number[];
}

/**
 * What a deployment keeps, and for how long. A day's calls are those of `daySeconds` at the mean
 * rate of the measured window. Bytes are decimal: 1 GB = 10^9 bytes.
 */
export interface Storage {
  readonly daySeconds: number;
  readonly recordedShare: number;
  /** Of a recorded file, by its channels. */
  readonly fileBitsPerSecond: number;
  readonly channels: "stereo" | "mono";
  /** Of the recordings' database: at first, and what a recording adds with its index. */
  readonly databaseBytes: number;
  readonly recordBytes: number;
  readonly indexBytes: number;
  readonly logBytesPerCall: number;
  readonly detailBytesPerCall: number;
  readonly aggregateBytesPerAgentDay: number;
  readonly days: Readonly<Record<"recordings" | "logs" | "detail" | "aggregates", number>>;
}

/** What a sizing table aims at, and what no run knows. Nothing simulated depends on it. */
export interface Sizing {
  readonly serviceLevel: number;
  readonly blocking: number;
  readonly componentUse: number;
  readonly bridgingBitsPerSecond: number;
  readonly recordingsPerMcp: number;
  readonly outbound: Outbound;
  /** As those of the scenario, which are of the run. */
  readonly assumptions: readonly Assumption[];
}

/** A day of outbound dialling. */
export interface Outbound {
  readonly records: number;
  /** Shares of all attempts: answered by anything, and by a person. */
  readonly answered: number;
  readonly human: number;
  readonly redials: number;
  readonly dayUs: number;
  /** How long an attempt holds a port for call progress detection. */
  readonly portUs: number;
  /** Attempts a second of one OCS. */
  readonly perOcs: number;
}

export interface Demand extends Recorded {
  readonly name: string;
  /** Who places the calls; `agents`: those who fetch messages; `digital`: no calls, but chats. */
  readonly origin: "customers" | "campaign" | "callback" | "agents" | "digital";
  /** What a campaign has besides; null for all others. */
  readonly campaign: Campaign | null;
  /** What the calls of a callback service have besides; null for all others. */
  readonly callback: Callback | null;
  /** Share of the callers who are offered a callback in the queue that take it. */
  readonly takesCallback: number;
  /** Name of the call flow. */
  readonly flow: string;
  /** Index into `queues`. */
  readonly queue: number;
  /** Calls of a higher priority are answered first; among equals, those that wait longest. */
  readonly priority: number;
  readonly redial: Redial;
  /** Null where nobody is sent to voicemail. */
  readonly voicemail: Voicemail | null;
  /** Of a demand by which agents fetch messages; null for all others. */
  readonly mailbox: Mailbox | null;
  /** Share of the calls that enters at each site; sums to 1. */
  readonly siteShares: readonly number[];
  /** Of a replay: mean arrivals over its days. */
  readonly profile: RateProfile;
  /** Absent: arrivals are drawn. */
  readonly replay?: Replay;
  /** Coefficient of variation of the day's gamma factor on the rate; 0: none. */
  readonly busynessCv: number;
  readonly ivrDuration: Distribution;
  /** Share of calls that end in the IVR. */
  readonly containment: number;
  readonly ivrPath: IvrPath;
  /** Least time in queue, on a media port, before an agent is selected. */
  readonly queueTreatmentUs: number;
  /** Longest time in queue, treatment included; then the call is sent on. `Infinity`: none. */
  readonly overflowUs: number;
  /** Time after which the caller hangs up within the IVR. */
  readonly ivrPatience: Distribution;
  readonly patience: Distribution;
  /** Patience runs until an agent is selected, or until the agent answers. */
  readonly patienceUntil: "selected" | "answered";
  readonly ring: Distribution;
  /** Of a digital interaction: the agent's time for each of its exchanges. */
  readonly talk: Distribution;
  readonly afterCallWork: Distribution;
  readonly hold: Hold;
  readonly consult: Consult;
  readonly rona: Rona;
  /** Messages of the customer that an agent answers in a digital interaction; 0 for calls. */
  readonly exchanges: number;
}

/** Callers whose call came to nothing call again. */
export interface Redial {
  /** Share of those who were turned away (no trunk, port or place in the queue). */
  readonly afterBlocked: number;
  /** Share of those who hung up before an agent answered. */
  readonly afterAbandoned: number;
  readonly delay: Distribution;
  /** Calls of one caller in all, the first included. */
  readonly attempts: number;
  /** Whether a caller's durations are drawn for every call, or stay those of the first. */
  readonly durations: "anew" | "same";
}

/** Poisson rate, constant within intervals; time zero is the start of the run. */
export interface RateProfile {
  readonly startUs: readonly number[];
  readonly perSecond: readonly number[];
  /** Interval names such as `07:00` for the report; empty for a constant rate. */
  readonly labels: readonly string[];
}

/** What the model takes for granted, whatever the settings. */
export interface FixedAssumption {
  readonly subject: string;
  readonly value: string;
  readonly note: string;
}

export interface Assumption {
  readonly path: string;
  readonly value: string;
  readonly note: string;
}
