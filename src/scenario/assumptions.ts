import type * as z from "zod";
import { components } from "../model/components/index.ts";
import { holdingsOf } from "../model/detail.ts";
import { PORTS } from "../model/holdings.ts";
import { DAY_US } from "../units.ts";
import type { Consult } from "./consultTypes.ts";
import type { DocumentNode } from "./document.ts";
import { declines, mattersOfFault } from "./faultAssumptions.ts";
import type { Model } from "./hash.ts";
import type { IvrPath } from "./ivrPath.ts";
import { type PathRow, rowsOf } from "./paths.ts";
import { mattersOfQueue } from "./queueAssumptions.ts";
import type { Assumption, Scenario } from "./types.ts";
import { isOfVoicemail, mattersOfVoicemail } from "./voicemailAssumptions.ts";

/** The defaults in force that are only assumed and that this scenario's results depend on. */
export const assumptionsOf = (
  schema: z.ZodType,
  root: DocumentNode,
  model: Model,
): readonly Assumption[] =>
  rowsOf(schema, root)
    .filter((row) => !row.written && row.mark === "assumption")
    .map((row) => evenShares(row, model) ?? row)
    .filter((row) => row.default !== "" && matters(row, model))
    .map(({ path, value, note }) => ({ path, value, note }));

/** Shares left out of a demand stand in no row of their own, and yet decide where calls enter. */
function evenShares(row: PathRow, { sites }: Model): PathRow | undefined {
  const [, demand] = /^(demand\.[^<]+\.sites)\.<name>$/.exec(row.path) ?? [];
  if (demand === undefined || sites.length === 1) return;
  return { ...row, path: demand, default: "even shares", value: "even shares", note: row.meaning };
}

/** A platform has SIP Servers; `platform: none` keeps MCPs for their ports alone. */
export const hasPlatform = ({ sites }: Model): boolean => instancesOf(sites, "sipServer") > 0;

const rowOf = (name: string): number => components.findIndex((each) => each.name === name);

function instancesOf(sites: Model["sites"], name: string): number {
  const row = rowOf(name);
  return sites.reduce((sum, { instances }) => sum + instances[row]!, 0);
}

/** Whether rates or agents change by interval, so that the time of day decides which are met. */
const followsTheDay = ({ demand, groups }: Model): boolean =>
  demand.some(({ profile }) => profile.labels.length > 0) ||
  groups.some(({ staffing }) => staffing.some(({ count }) => count.length > 1));

const isAwayAtTimes = ({ groups }: Model, name: string): boolean =>
  groups.some(
    (group) => group.name === name && group.staffing.some(({ shrinkage }) => shrinkage > 0),
  );

/** Whether a shift of a group ends before the run does. */
const shrinks = ({ groups }: Model, name: string): boolean =>
  groups.some(
    (group) =>
      group.name === name &&
      group.staffing.some(({ count }) => count.some((each, i) => each < (count[i - 1] ?? 0))),
  );

/** Retry-After stands in a refusal, which only a limit brings about. */
const canRefuse = ({ components: settings }: Model, name: string): boolean =>
  [settings[rowOf(name)]!].some(
    ({ backlogLimitUs, dialogRate }) => Math.min(backlogLimitUs, dialogRate) < Infinity,
  );

/** Priorities need somebody to come before; redials, calls that can come to nothing. */
function mattersOfDemand(model: Model, name: string, field: string): boolean {
  const demand = model.demand.find((each) => each.name === name);
  if (demand === undefined) return false;
  const { patience, ivrPatience, ivrPath, redial } = demand;
  const [part, rest] = field.split(".");
  if (part === "replay") return demand.replay !== undefined;
  if (part === "hold") return rest === "share" || demand.hold.share > 0;
  if (part === "rona") return rest === "share" || demand.rona.share > 0;
  if (part === "consult") return mattersOfConsult(demand.consult, rest!);
  if (field.startsWith("voicemail.")) return mattersOfVoicemail(model, demand, field);
  switch (field) {
    case "priority":
      return model.demand.length > 1;
    case "redial.afterBlocked":
      return canBlock(model, demand.queue);
    case "redial.afterAbandoned":
      // A mean without end may be that of a law of which a share hang up at once.
      return Math.min(patience.quantile(0), ivrPatience.quantile(0)) < Infinity;
    case "ivr.speech.whenFull":
      return ivrPath.speech.share > 0;
    case "ivr.lookUps.delay":
    case "ivr.lookUps.timeOut":
    case "ivr.lookUps.failures":
      return ivrPath.lookUps.count > 0;
    case "redial.delay":
    case "redial.attempts":
    case "redial.durations":
      return redial.afterBlocked > 0 || redial.afterAbandoned > 0;
    default:
      return true;
  }
}

/** Shares always do: that nobody is asked is assumed as well. */
function mattersOfConsult(consult: Consult, field: string): boolean {
  const { transfer, conference, blindTransfer } = consult;
  const returns = consult.return + consult.alternate > 0;
  const consults = returns || transfer + conference > 0;
  switch (field) {
    case "noAnswer":
    case "talk":
    case "agentPatience":
    case "returnTalk":
      return consults;
    case "patience":
    case "ring":
      return consults || blindTransfer > 0;
    case "secondTalk":
      return transfer + blindTransfer > 0;
    case "conferenceTalk":
      return conference > 0;
    case "afterCallWork":
      return transfer + blindTransfer + conference > 0;
    default:
      return true;
  }
}

const canBlock = ({ queues, sites, links }: Model, queue: number): boolean =>
  queues[queue]!.capacity < Infinity ||
  links.some(({ streamsMax }) => streamsMax < Infinity) ||
  sites.some(({ trunks, portsPerMcp }) => Math.min(trunks, portsPerMcp) < Infinity);

/** Only a limited link is ever full; its share for media matters where calls are refused. */
const mattersOfAdmission = ({ links }: Model, part: "admission" | "mediaShare"): boolean =>
  links.some(
    ({ bitsPerSecond, streamsMax }) =>
      bitsPerSecond < Infinity && (part === "admission" || streamsMax < Infinity),
  );

/** Only the channels matter to what is kept; that nothing is recorded stands by itself. */
function mattersOfRecording({ recording, demand }: Model, field: string): boolean {
  if (field === "channels") return true;
  if (recording.mode === "none" || field === "mode") return false;
  if (field === "pause.duration") return demand.some(({ pauses }) => pauses > 0);
  const isOfScreen = /^screen\.(?!share)/.test(field);
  return !isOfScreen || demand.some(({ screen }) => screen > 0);
}

/** Whether there is a link of a kind; of the access of locations only where one has it. */
function hasLinks({ sites, locations }: Model, kind: string): boolean {
  if (kind === "wan") return sites.length > 1;
  const isAccess = kind === "mpls" || kind === "internet";
  return !isAccess || locations.some(({ access }) => access === kind);
}

/** All that is assumed of OPTIONS but their size is about those of SBCs. */
const sendsPings = ({ signalling }: Model): boolean => signalling.options.sbcCheckUs > 0;

/** What only matters where something fails, and by the ways that the scenario has it happen. */
function followsSessions({ faults, sessions, links }: Model, field: string): boolean {
  if (faults.length === 0 || !sessions.followed) return false;
  const isUdp = links.every(({ transport }) => transport === "udp");
  if (field === "deadTarget" || field === "connectTimeOut") return !isUdp;
  if (field === "resetJitter") return sessions.phoneDetection === "reset";
  if (field === "smartDelay") return sessions.desktopFailover === "smart";
  if (field === "reaction" || field === "logIn") return sessions.desktopFailover === "manual";
  return true;
}

/** Ports of speech servers limit calls that need one. */
const hasSpeech = ({ demand }: Model): boolean =>
  demand.some(({ ivrPath }) => ivrPath.speech.share > 0);

/** Whether ports for a use are weighed against those for another; all against treatment ports. */
function sharesPorts(model: Model, use: string): boolean {
  const held = holdingsOf(model as Scenario, hasPlatform(model));
  const mixed = PORTS.filter((port) => held.has(port) && port !== "speechPort");
  return mixed.length > 1 && mixed.some((port) => port === `${use}Port`);
}

/** Chats and e-mails. */
export const isDigital = ({ origin }: Model["demand"][number]): boolean => origin === "digital";

/** Messages that only some scenarios send: chats, and a treatment which asks others. */
function isSent(model: Model, kind: string): boolean {
  const { demand } = model;
  const asks = (of: (path: IvrPath) => boolean) => demand.some(({ ivrPath }) => of(ivrPath));
  if (kind === "DECLINE") return declines(model);
  if (kind === "INTERACTION") return demand.some(isDigital);
  if (kind.startsWith("MRCP_")) return asks(({ speech }) => speech.share > 0);
  if (kind.startsWith("LOOK")) return asks(({ lookUps }) => lookUps.count > 0);
  const isPage = kind.startsWith("PAGE");
  return !isPage || asks(({ pages, lookUps }) => pages + lookUps.count > 0);
}

/** How senders find out who is down and who took over. */
const OF_FAILURES = /^signalling\.options\.(alternation|carrier)/;

function matters({ path }: PathRow, model: Model): boolean {
  if (path.includes("<")) return false;
  if (isOfVoicemail(path) && model.demand.every(({ voicemail }) => voicemail === null))
    return false;
  const [section, part] = path.split(".") as [string, string];
  switch (section) {
    case "demand":
      return mattersOfDemand(model, part, path.split(".").slice(2).join("."));
    case "components":
      if (path.endsWith(".retryAfter") && !canRefuse(model, part)) return false;
      return hasPlatform(model) && instancesOf(model.sites, part) > 0;
    case "network":
      if (path === "network.dns.ttl")
        return model.faults.some(({ kind }) => kind === "recordsWithdrawn");
      if (part === "admission" || part === "mediaShare") return mattersOfAdmission(model, part);
      return hasPlatform(model) && hasLinks(model, part);
    case "locations":
      return hasPlatform(model);
    case "signalling":
      if (OF_FAILURES.test(path) && model.faults.length === 0) return false;
      if (part === "tcp" && model.links.every(({ transport }) => transport === "udp")) return false;
      if (path.endsWith(".targetDelay") && model.signalling.overload.control === "none")
        return false;
      if (/options/i.test(path) && !sendsPings(model)) return false;
      if (part === "bytes" && !isSent(model, path.split(".")[2]!)) return false;
      if (path.endsWith(".sbcMisses") && model.run.fidelity === "call") return false;
      return hasPlatform(model) && (model.run.registrations || !/re(gister|fresh)/i.test(part));
    case "sessions":
      return hasPlatform(model) && followsSessions(model, part);
    case "sites":
      return !path.endsWith(".speechPorts") || hasSpeech(model);
    case "media":
      if (part === "portsPerCore") return sharesPorts(model, path.split(".")[2]!);
      return hasPlatform(model);
    case "recording":
      return hasPlatform(model) && mattersOfRecording(model, path.slice("recording.".length));
    case "retention":
      return hasPlatform(model);
    case "storage":
      return hasPlatform(model) && (part !== "busyHourShare" || model.run.measureUs < DAY_US);
    case "queues":
      return mattersOfQueue(model, part, path.split(".").slice(2).join("."));
    case "agents":
      if (path.endsWith(".absence")) return isAwayAtTimes(model, part);
      if (path.endsWith(".shrinkage")) return true;
      return path.endsWith(".whoLeaves") ? shrinks(model, part) : followsTheDay(model);
    case "faults":
      return mattersOfFault(model, path);
    case "run":
      if (part === "logInSpread") return model.run.agentsAtStart === "logInWave";
      if (part === "busyness") return model.demand.length > 1;
      if (part === "intervalLength") return model.run.intervalBusynessCv > 0;
      return part !== "startOfDay" || followsTheDay(model);
    default:
      return true;
  }
}
