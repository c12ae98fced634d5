import { OUTCOMES, PHASES } from "../actions.ts";
import { COHORT } from "../calls.ts";
import type { Plan } from "../plan.ts";
import type { World } from "../world.ts";
import { COUNT, COUNT_OF, CUTS, type Cut, NEW_CALL, OTHERS, placeOf } from "./counts.ts";
import { Impacts } from "./impacts.ts";
import type { RecoveryMeters } from "./meters.ts";
import { failuresEndUs, firstOnsetUs, isFailing } from "./when.ts";

const COUNTED_AS = OUTCOMES.map((outcome) => COUNT_OF[outcome] ?? -1);
const PLACES = PHASES.map(placeOf);
const BLOCKED = OUTCOMES.indexOf("blocked");
const FAILED = OUTCOMES.indexOf("failed");
const LOST = OUTCOMES.indexOf("lost");

/** What failures do, written down as it happens: only where something may fail. */
export class Recovery {
  private readonly meters: RecoveryMeters;
  /** When the measured window opened. */
  private openedUs = 0;
  /** REGISTER requests, and those that answer a challenge, as they were read last. */
  private registers = 0;
  private digests = 0;
  /** By site and module: its work as it was read last. */
  private readonly busyUs: Float64Array;
  private readonly impacts: Impacts | null;

  constructor({ recovery, scenario, topology }: Plan) {
    this.meters = recovery!;
    const { impacts } = this.meters;
    this.impacts = impacts && new Impacts(impacts, scenario, topology);
    this.busyUs = new Float64Array(this.meters.work.length);
  }

  /** A customer's call arrives. */
  offered(world: World, call: number): void {
    if (isFailing(world, world.nowUs)) this.countNew(world, call, NEW_CALL.OFFERED);
  }

  /** The carrier hands a call over elsewhere than at its site. */
  rerouted({ recorders }: World, site: number): void {
    for (const counter of [this.meters.rerouted[0], this.meters.rerouted[1 + site]])
      if (counter >= 0) recorders.counters[counter]++;
  }

  /** A caller whose agent's side is gone waits again. */
  requeued(world: World, call: number): void {
    this.count(world, call, this.meters.requeued, 0);
  }

  /** A call is about to be cut off, by what it was on; interactions are no calls. */
  cut({ calls, recorders, meters }: World, call: number, on: Cut): void {
    if (meters.digital.scopeOf[calls.demand[call]] > 0) return;
    recorders.counters[this.meters.cuts[CUTS.indexOf(on)]]++;
  }

  /** An ICON that is down does not hear of so many call events. */
  missed({ recorders }: World, events: number): void {
    recorders.counters[this.meters.missed] += events;
  }

  /** Nor does any other: a gap in the data. */
  unheard({ recorders }: World): void {
    recorders.counters[this.meters.unheard]++;
  }

  /** An agent answers a call. */
  answered(world: World, call: number): void {
    const { calls, nowUs, plan, recorders } = world;
    if (plan.isCustomers[calls.demand[call]] === 0) return;
    const { thresholdUs } = plan.scenario.queues[world.queueOf(call)];
    if (nowUs - calls.queuedUs[call] <= thresholdUs)
      this.count(world, call, this.meters.counts, COUNT.inTime);
    if (!(calls.arrivedUs[call] >= firstOnsetUs(world, this.openedUs))) return;
    for (const moment of this.columns(world, call, this.meters.firstAnswer, 0))
      if (Number.isNaN(recorders.moments[moment]))
        recorders.moments[moment] = nowUs - this.openedUs;
  }

  /** A call ends that was in this phase. */
  ended(world: World, call: number, outcome: number, phase: number): void {
    const { calls, plan } = world;
    const { counts, lost, lostOthers } = this.meters;
    if (plan.isCustomers[calls.demand[call]] === 0) {
      const { origin } = plan.scenario.demand[calls.demand[call]];
      const other = OTHERS.findIndex((each) => each.origin === origin);
      if (outcome === LOST && other >= 0) this.count(world, call, lostOthers, other);
      return;
    }
    if (COUNTED_AS[outcome] >= 0) this.count(world, call, counts, COUNTED_AS[outcome]);
    if (outcome === LOST) {
      this.count(world, call, lost, PLACES[phase]);
      if (Number.isNaN(calls.answeredUs[call]))
        this.count(world, call, counts, COUNT.lostUnanswered);
    }
    if (outcome !== FAILED && outcome !== BLOCKED) return;
    if (!isFailing(world, calls.arrivedUs[call])) {
      if (outcome === FAILED && calls.arrivedUs[call] < firstOnsetUs(world, this.openedUs))
        this.count(world, call, this.meters.underway, 0);
      return;
    }
    this.countNew(world, call, outcome === FAILED ? NEW_CALL.FAILED : NEW_CALL.BLOCKED);
    this.noteFailure(world, call);
  }

  /** The measured window opens: counters have just been set to zero. */
  open(world: World): void {
    this.openedUs = world.nowUs;
    this.book(world);
    this.impacts?.open(world);
    world.recorders.counters[this.meters.registers] = 0;
    world.recorders.counters[this.meters.digests] = 0;
    for (const { counter } of this.meters.work) world.recorders.counters[counter] = 0;
  }

  /** A second of the window ends. */
  second(world: World): void {
    this.book(world);
    this.impacts?.second(world);
  }

  /** What the model keeps in columns of its own. */
  private book(world: World): void {
    const { meters } = this;
    const { rowCount, platform, nowUs } = world;
    const { counters } = world.recorders;
    const registers = sumOf(rowCount, meters.registerRows);
    const digests = sumOf(rowCount, meters.digestRows);
    counters[meters.registers] += registers - this.registers;
    counters[meters.digests] += digests - this.digests;
    this.registers = registers;
    this.digests = digests;
    meters.work.forEach(({ counter, stations }, i) => {
      let busyUs = 0;
      for (const station of stations) busyUs += platform.busyUs(station, nowUs);
      counters[counter] += busyUs - this.busyUs[i];
      this.busyUs[i] = busyUs;
    });
  }

  /** The window closes: what began within it is known. */
  close(world: World): void {
    const { moments } = world.recorders;
    moments[this.meters.onset] = firstOnsetUs(world, this.openedUs) - this.openedUs;
    moments[this.meters.end] = failuresEndUs(world, this.openedUs) - this.openedUs;
  }

  private countNew(world: World, call: number, what: number): void {
    if (world.calls.inCohort[call] !== COHORT.CUSTOMERS) return;
    const { cohorts } = world.recorders;
    for (const column of this.columns(world, call, this.meters.newCalls, what)) cohorts[column]++;
  }

  /** The last to arrive of the calls that failed. */
  private noteFailure(world: World, call: number): void {
    const { moments } = world.recorders;
    const arrivedUs = world.calls.arrivedUs[call] - this.openedUs;
    for (const moment of this.columns(world, call, this.meters.lastFailure, 0))
      if (!(moments[moment] >= arrivedUs)) moments[moment] = arrivedUs;
  }

  private count(world: World, call: number, table: Int32Array, row: number): void {
    const { counters } = world.recorders;
    for (const column of this.columns(world, call, table, row)) counters[column]++;
  }

  /** Recorders of the cluster and of a call's site in a row of a table. */
  private columns(world: World, call: number, table: Int32Array, row: number): readonly number[] {
    const first = row * this.meters.scopes;
    const both = [table[first], table[first + 1 + world.calls.site[call]]];
    return both.filter((column) => column >= 0);
  }
}

function sumOf(values: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += values[row];
  return sum;
}
