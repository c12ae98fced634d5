import type { Demand } from "../scenario/types.ts";
import { AGENT_SLOTS, type Calls, COHORT } from "./calls.ts";
import { doubleColumns } from "./columns.ts";
import type { World } from "./world.ts";

const CALLS = 64;
const ROWS = 1024;
/** `outcome` of a call that was still in system when the run stopped. */
export const NO_OUTCOME = 255;
const NONE = -1;

/** Times are microseconds from the beginning of the warm-up, NaN where it never happened. */
const columnsFor = (rows: number) => ({
  serial: new Float64Array(rows),
  demand: new Int32Array(rows),
  site: new Int32Array(rows),
  /** Index into OUTCOMES, or NO_OUTCOME. */
  outcome: new Uint8Array(rows),
  /** Row of the program at which it ended, or was when it was cut off. */
  pc: new Int32Array(rows),
  /** 1: a failure cut it off; its flow did not end it. */
  isCut: new Uint8Array(rows),
  /** 1: it is one of those that metrics count. */
  isCounted: new Uint8Array(rows),
  arrivedUs: new Float64Array(rows),
  queuedUs: new Float64Array(rows),
  selectedUs: new Float64Array(rows),
  answeredUs: new Float64Array(rows),
  endedUs: new Float64Array(rows),
  /** From entering the queue until an agent was selected or it left the queue. */
  waitUs: new Float64Array(rows),
  /** When its first agent had nothing more to do with it. */
  freedUs: new Float64Array(rows),
  /** The agents it got last, −1 for none. */
  agent: new Int32Array(rows),
  second: new Int32Array(rows),
  /** Where the first of them is. */
  agentSite: new Int32Array(rows),
  /** Groups of the two. */
  group: new Int32Array(rows),
  secondGroup: new Int32Array(rows),
  /** Who calls again, numbered within the demand, and which of its calls this is, from 1. */
  caller: new Float64Array(rows),
  attempt: new Int32Array(rows),
});
export type CallColumns = ReturnType<typeof columnsFor>;

/**
 * The calls of a replication, a row for each, in the order in which they end. It has those that
 * arrive before the end of the measured window, and of the later ones those that metrics follow:
 * calls of the cohort, and of callers who called first within the window.
 */
export class CallLog {
  readonly columns = columnsFor(ROWS);
  count = 0;
  /** By call in flight: what is known of it before, or only after, it ends. */
  private readonly notes = {
    serial: new Float64Array(CALLS).fill(NONE),
    row: new Int32Array(CALLS),
    waitUs: new Float64Array(CALLS),
    freedUs: new Float64Array(CALLS),
  };

  /** A call's stay in the queue is over. */
  waited({ calls }: World, call: number, waitUs: number): void {
    this.note(calls, call);
    this.notes.waitUs[call] = waitUs;
  }

  /** The first agent of a call is free: after-call work, if any, is done. */
  freed({ calls, nowUs }: World, call: number): void {
    this.note(calls, call);
    this.notes.freedUs[call] = nowUs;
    const row = this.notes.row[call];
    if (row >= 0) this.columns.freedUs[row] = nowUs;
  }

  /** A call ends, by the flow at row `pc` of the program, or cut off wherever it is: −1. */
  ended(world: World, call: number, outcome: number, pc: number): void {
    if (!isKept(world, call)) return;
    const { calls, legs } = world;
    const row = this.count++;
    while (row >= this.columns.serial.length) doubleColumns(this.columns);
    const { columns, notes } = this;
    this.note(calls, call);
    notes.row[call] = row;
    columns.serial[row] = calls.serial[call];
    columns.demand[row] = calls.demand[call];
    columns.site[row] = calls.site[call];
    columns.outcome[row] = outcome;
    columns.pc[row] = pc < 0 ? legs.pc[calls.main[call]] : pc;
    columns.isCut[row] = Number(pc < 0);
    columns.isCounted[row] = Number(isCounted(world, call));
    columns.arrivedUs[row] = calls.arrivedUs[call];
    columns.queuedUs[row] = calls.queuedUs[call];
    columns.selectedUs[row] = calls.selectedUs[call];
    columns.answeredUs[row] = calls.answeredUs[call];
    columns.endedUs[row] = calls.endedUs[call];
    columns.waitUs[row] = notes.waitUs[call];
    columns.freedUs[row] = notes.freedUs[call];
    this.tellCaller(world, call, row);
    this.tellAgents(world, call, row);
  }

  /** The run stops: calls that have not ended get their rows. */
  close(world: World): void {
    const { calls, legs, program } = world;
    for (let call = 0; call < calls.used; call++) {
      const isOpen = calls.main[call] >= 0 && Number.isNaN(calls.endedUs[call]);
      if (isOpen && program.flows[calls.flow[call]].hasOutcome)
        this.ended(world, call, NO_OUTCOME, legs.pc[calls.main[call]]);
    }
  }

  private tellCaller(world: World, call: number, row: number): void {
    const { columns } = this;
    const origin = originOf(world, call);
    const request = origin === "callback" ? world.callbacks!.requestOf(call) : null;
    const callers = origin === "customers" ? world.redials : world.campaigns;
    const isOne = (origin === "customers" || origin === "campaign") && callers !== null;
    columns.caller[row] = isOne ? callers.callerOf(call) : (request?.number ?? Number.NaN);
    columns.attempt[row] = isOne ? callers.attemptOf(call) : (request?.calls ?? 1);
  }

  private tellAgents({ calls, agents }: World, call: number, row: number): void {
    const { columns } = this;
    const first = calls.agent[AGENT_SLOTS * call];
    const second = calls.agent[AGENT_SLOTS * call + 1];
    columns.agent[row] = first;
    columns.agentSite[row] = first < 0 ? NONE : agents.site[first];
    columns.group[row] = first < 0 ? NONE : agents.group[first];
    columns.second[row] = second;
    columns.secondGroup[row] = second < 0 ? NONE : agents.group[second];
  }

  /** Rows of calls are used again: what was noted of another call is forgotten. */
  private note(calls: Calls, call: number): void {
    const { notes } = this;
    while (call >= notes.serial.length) doubleColumns(notes);
    if (notes.serial[call] === calls.serial[call]) return;
    notes.serial[call] = calls.serial[call];
    notes.row[call] = NONE;
    notes.waitUs[call] = Number.NaN;
    notes.freedUs[call] = Number.NaN;
  }
}

const originOf = ({ calls, plan }: World, call: number): Demand["origin"] =>
  plan.scenario.demand[calls.demand[call]].origin;

function isKept(world: World, call: number): boolean {
  const { calls, plan, redials } = world;
  const { warmUpUs, measureUs } = plan.scenario.run;
  if (calls.arrivedUs[call] < warmUpUs + measureUs) return true;
  return calls.inCohort[call] !== COHORT.NONE || redials?.isOfCohort(world, call) === true;
}

/** Chats and the like, and messages that agents fetch, are counted by the time of their arrival. */
function isCounted(world: World, call: number): boolean {
  const { calls, plan } = world;
  const { warmUpUs, measureUs } = plan.scenario.run;
  if (calls.inCohort[call] !== COHORT.NONE) return true;
  const isDirect = ["digital", "agents"].includes(originOf(world, call));
  const arrivedUs = calls.arrivedUs[call];
  return isDirect && arrivedUs >= warmUpUs && arrivedUs < warmUpUs + measureUs;
}
