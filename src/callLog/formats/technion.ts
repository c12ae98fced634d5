import { dayOfCivil } from "../bytes/dates.ts";
import type { Fields } from "../bytes/fields.ts";
import { Names } from "../bytes/names.ts";
import { clockUs, lengthUs, NO_TIME } from "../bytes/times.ts";
import type { Findings } from "../findings.ts";
import type { RawCall } from "../rawCall.ts";
import { GAP_US } from "../settle.ts";
import { LOGGED_OUTCOMES, type LoggedOutcome } from "../types.ts";
import { UnusableLog } from "../unusable.ts";
import type { LineFormat, LineReader } from "./format.ts";

const HEADER = (
  "vru+line call_id customer_id priority type date vru_entry vru_exit vru_time " +
  "q_start q_exit q_time outcome ser_start ser_exit ser_time server"
).split(" ");
const at = (column: string) => HEADER.indexOf(column);
const [CUSTOMER, PRIORITY, TYPE, DATE] = [2, 3, 4, 5];
const [VRU_ENTRY, VRU_EXIT, VRU_TIME] = [at("vru_entry"), at("vru_exit"), at("vru_time")];
const [Q_START, Q_EXIT, Q_TIME] = [at("q_start"), at("q_exit"), at("q_time")];
const [SER_START, SER_EXIT, SER_TIME] = [at("ser_start"), at("ser_exit"), at("ser_time")];
const [OUTCOME, SERVER] = [at("outcome"), at("server")];

const WORDS: Readonly<Record<string, LoggedOutcome>> = {
  AGENT: "served",
  HANG: "abandoned",
  PHANTOM: "phantom",
};
const NOBODY = "NO_SERVER";
const ZERO = 48;
const HALF_DAY_US = 43_200e6;
const DAY_US = 86_400e6;

/**
 * Call logs of the bank that the Technion's service-engineering group published
 * (https://ie.technion.ac.il/serveng/callcenterdata/): a line for each call, separated by tabs.
 */
export const technion: LineFormat = {
  name: "technion",
  says: "the bank of the Technion: 17 columns separated by tabs",
  separator: "\t",
  recognises: (header) => header.startsWith("vru+line\tcall_id\t"),
  open: (header) => {
    refuseOther(header);
    return new TechnionLines();
  },
};

function refuseOther(header: readonly string[]): void {
  const reasons = HEADER.flatMap((wanted, i) => {
    // The published files say what the digits of a date mean.
    const given = header[i]?.trim().replace(/\(.*\)$/, "");
    if (given === wanted) return [];
    return [`header, column ${i + 1}: wanted ${wanted}, got ${JSON.stringify(given ?? "")}`];
  });
  if (header.length > HEADER.length)
    reasons.push(`header: wanted ${HEADER.length} columns, got ${header.length}`);
  if (reasons.length > 0) throw new UnusableLog(reasons);
}

class TechnionLines implements LineReader {
  readonly columns = [
    ...["arrived", "ivr", "queued", "wait", "dequeued", "answered", "talk", "ended"],
    ...["outcome", "type", "priority", "agent", "customer"],
  ];
  readonly differenceUs = 0;
  readonly gapUs = GAP_US;
  readonly namesAgents = true;
  readonly tellsQueue = true;
  readonly tellsService = true;
  private readonly types = new Names();
  private readonly agents = new Names();
  private readonly customers = new Names();

  readonly typeName = (number: number) => this.types.text(number);
  readonly agentName = (number: number) => this.agents.text(number);

  read(fields: Fields, line: number, call: RawCall, findings: Findings): boolean {
    const { bytes, from, to } = fields;
    call.day = dayOf(bytes, from[DATE]!, to[DATE]!);
    call.arrivedUs = clockUs(bytes, from[VRU_ENTRY]!, to[VRU_ENTRY]!);
    if (!Number.isFinite(call.day) || !Number.isFinite(call.arrivedUs)) {
      findings.add("arrival", line, `${fields.text(DATE)} ${fields.text(VRU_ENTRY)}`);
      return false;
    }
    this.readTimes(fields, line, call, findings);
    this.readWords(fields, line, call, findings);
    return true;
  }

  private readTimes(fields: Fields, line: number, call: RawCall, findings: Findings): void {
    const { bytes, from, to } = fields;
    const length = (field: number) => {
      const us = lengthUs(bytes, from[field]!, to[field]!);
      if (us !== NO_TIME) return us;
      findings.add("value", line, `${HEADER[field]}: ${fields.text(field)}`);
      return Number.NaN;
    };
    const time = (field: number) => {
      const us = clockUs(bytes, from[field]!, to[field]!);
      if (us === NO_TIME) {
        findings.add("value", line, `${HEADER[field]}: ${fields.text(field)}`);
        return Number.NaN;
      }
      if (!(us < call.arrivedUs - HALF_DAY_US)) return us;
      isLate = true;
      return us + DAY_US;
    };
    let isLate = false;
    const left = time(VRU_EXIT);
    const wait = length(Q_TIME);
    call.queuedUs = call.dequeuedUs = left;
    if (!(wait === 0 && isMidnight(fields, Q_START))) {
      call.queuedUs = time(Q_START);
      call.dequeuedUs = time(Q_EXIT);
      call.waitUs = wait;
    }
    if (call.queuedUs === left) call.ivrUs = length(VRU_TIME);
    else findings.add("queueEntry", line);
    if (!isMidnight(fields, SER_START) || !isMidnight(fields, SER_EXIT)) {
      call.answeredUs = time(SER_START);
      call.endedUs = time(SER_EXIT);
      call.talkUs = length(SER_TIME);
    }
    if (isLate) findings.add("midnight", line);
  }

  private readWords(fields: Fields, line: number, call: RawCall, findings: Findings): void {
    const { bytes, from, to } = fields;
    const number = (field: number, names: Names, none: string) =>
      fields.text(field) === none ? -1 : names.numberOf(bytes, from[field]!, to[field]!);
    call.type = number(TYPE, this.types, "");
    call.agent = number(SERVER, this.agents, NOBODY);
    call.customer = number(CUSTOMER, this.customers, "0");
    const priority = Number(fields.text(PRIORITY));
    call.priority = Number.isInteger(priority) && priority >= 0 ? priority : -1;
    const word = fields.text(OUTCOME);
    call.outcome = LOGGED_OUTCOMES.indexOf(WORDS[word] ?? "unknown");
    if (WORDS[word] === undefined) findings.add("outcomeWord", line, word);
  }
}

/** `0:00:00` stands for what did not happen. */
const isMidnight = ({ bytes, from, to }: Fields, field: number) =>
  clockUs(bytes, from[field]!, to[field]!) === 0;

/** `990201`: all of the twentieth century. */
function dayOf(bytes: Buffer, from: number, to: number): number {
  if (to - from !== 6) return Number.NaN;
  const two = (start: number) => (bytes[start]! - ZERO) * 10 + bytes[start + 1]! - ZERO;
  for (let i = from; i < to; i++) if (bytes[i]! < ZERO || bytes[i]! > ZERO + 9) return Number.NaN;
  return dayOfCivil(1900 + two(from), two(from + 2), two(from + 4));
}
