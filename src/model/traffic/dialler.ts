import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Campaign, Demand } from "../../scenario/types.ts";
import { DAY_US } from "../../units.ts";
import { beginCall } from "../callLife.ts";
import { COHORT } from "../calls.ts";
import { CampaignRecorders } from "../outbound/meters.ts";
import type { Outlook, Pacing } from "../outbound/pacing.ts";
import { pacingOf } from "../outbound/pacingOf.ts";
import { Predictive } from "../outbound/predictive.ts";
import { type Attempt, RecordList } from "../outbound/recordList.ts";
import type { Unreached } from "../outbound/results.ts";
import type { Plan } from "../plan.ts";
import { componentIndex } from "../topology.ts";
import type { Actor, World } from "../world.ts";
import { Draws } from "./draws.ts";

/** How often a predictive dialler looks. */
const LOOK_US = 250_000;
const OCS = componentIndex("ocs");

/** When an OCS may start its next attempt; its campaigns share it. */
export interface OcsTurn {
  freeUs: number;
}

/**
 * One campaign on its OCS. It looks when an agent gets ready and when an attempt has its result, a
 * predictive one every 250 ms besides, and dials as many numbers as its pacing says, no faster than
 * its OCS can and within its hours. The number of this actor in the future event list is that of
 * its demand.
 */
export class Dialler implements Actor {
  readonly campaign: Campaign;
  readonly recorders: CampaignRecorders;
  readonly predictive: Predictive | null;
  readonly outlook: Outlook = { ready: 0, busy: 0, queued: 0, dialling: 0, tested: 0 };
  private readonly demand: Demand;
  /** Its demand, and its number in the future event list. */
  readonly index: number;
  private readonly replication: number;
  private readonly pacing: Pacing | null;
  private readonly list: RecordList;
  private readonly draws: Draws;
  private readonly gaps: Stream;
  private readonly turn: OcsTurn;
  private readonly gapUs: number;
  private readonly role: number;
  /** Attempts whose call has not ended. */
  private underWay = 0;
  private hasBegun = false;
  private isDone = false;
  private isActive = false;
  /** It would have dialled but that its OCS is down. */
  private isHalted = false;
  /** The time it is armed for. */
  private dueUs = Number.NaN;
  /** Constant rate: the next attempt with its fraction of a microsecond. */
  private exactUs = Number.NaN;

  /** @param column that of its campaign in the tables of `plan.meters.outbound` */
  constructor(plan: Plan, index: number, replication: number, column: number, turn: OcsTurn) {
    const { scenario, program, meters, flowOf } = plan;
    const demand = scenario.demand[index];
    this.demand = demand;
    this.campaign = demand.campaign!;
    const { pacing, records, perSecond } = this.campaign;
    this.index = index;
    this.replication = replication;
    this.pacing = pacingOf(pacing);
    this.predictive = this.pacing instanceof Predictive ? this.pacing : null;
    this.list = new RecordList(records);
    this.draws = new Draws(scenario, index, replication);
    this.gaps = streamOf(scenario.run, replication, `traffic/${demand.name}/dials`);
    this.recorders = new CampaignRecorders(meters.outbound, column);
    this.turn = turn;
    this.gapUs = 1e6 / perSecond;
    this.role = program.flows[flowOf[index]].roles.indexOf("ocs");
    this.dueUs = Number.POSITIVE_INFINITY;
    this.exactUs = 0;
  }

  /** The first time: opens the list. Later: looks, and dials. */
  wake(world: World): void {
    this.dueUs = Number.POSITIVE_INFINITY;
    if (!this.hasBegun) {
      this.begin(world);
      this.lookAt(world, 0);
      return;
    }
    this.isHalted = this.isStopped(world);
    if (this.isHalted || this.isDone || world.arrivalsOver) return;
    const opensUs = this.opensUs(world);
    if (opensUs > world.nowUs) this.lookAt(world, opensUs);
    else if (this.pacing === null) this.dialByTheClock(world);
    else this.look(world, this.pacing);
  }

  /** Whether it dials now, if there are records. */
  isOpen(world: World): boolean {
    return !this.isDone && this.opensUs(world) === world.nowUs && !this.isStopped(world);
  }

  /** Its OCS may be back: it goes on where the list says, which its database has kept. */
  resume(world: World): void {
    if (this.isHalted) this.lookAt(world, world.nowUs);
  }

  /** Its OCS is down. */
  private isStopped({ platform, plan, mayFail }: World): boolean {
    if (!mayFail) return false;
    const { site, ocs } = this.campaign;
    const { first, count } = plan.topology.atSite[OCS][site];
    return count > 0 && platform.up[first + ocs] === 0;
  }

  /** Something happened that its pacing looks at. */
  stir(world: World): void {
    this.noteActive(world);
    if (this.pacing !== null && this.dueUs !== world.nowUs) this.lookAt(world, world.nowUs);
  }

  /**
   * An attempt's call has ended. Its record is dialled again as the rule for its end says, is put
   * aside, or, where nothing is to be mended, is done with.
   */
  ended(world: World, { record, attempt }: Attempt, why: Unreached | null): void {
    const { recorders, nowUs } = world;
    this.underWay--;
    const rule = why === null ? null : this.campaign.redial[why];
    if (rule === null || attempt > rule.redials) this.recorders.happened(recorders, "finished");
    else {
      const next = attempt + 1;
      const purpose = `traffic/${this.demand.name}/redial/${record}/${next}`;
      const stream = streamOf(world.plan.scenario.run, this.replication, purpose);
      const atUs = nowUs + Math.round(rule.delay.quantile(stream.next()));
      this.list.dialAgain(atUs, { record, attempt: next, stream });
      this.recorders.change(recorders, "toRedial", nowUs, 1);
    }
    this.isDone = this.list.isDone && this.underWay === 0;
  }

  /** Its list is worked off once every number was reached or given up, whoever talks still. */
  private noteActive({ recorders, nowUs }: World): void {
    const { dialling, queued } = this.outlook;
    const isActive = !this.list.isDone || dialling + queued > 0;
    if (isActive === this.isActive) return;
    this.isActive = isActive;
    this.recorders.change(recorders, "active", nowUs, isActive ? 1 : -1);
  }

  private begin(world: World): void {
    const { records } = this.campaign;
    this.hasBegun = true;
    this.isDone = records === 0;
    this.noteActive(world);
    if (Number.isFinite(records)) this.recorders.change(world.recorders, "recordsLeft", 0, records);
  }

  /** Dials what its pacing wants, as far as records are due and the OCS keeps up. */
  private look(world: World, pacing: Pacing): void {
    const { nowUs } = world;
    world.campaigns!.lookAround(world, this);
    for (let wanted = pacing.dials(this.outlook, nowUs); wanted > 0; wanted--) {
      const nextUs = Math.max(this.list.dueUs(nowUs), Math.ceil(this.turn.freeUs));
      if (nextUs > nowUs) {
        this.lookAt(world, nextUs);
        return;
      }
      this.turn.freeUs = Math.max(this.turn.freeUs, nowUs) + this.gapUs;
      this.dial(world);
    }
    if (this.predictive !== null) this.lookAt(world, nowUs + LOOK_US);
  }

  /** Constant rate: a Poisson process of attempts within the hours. */
  private dialByTheClock(world: World): void {
    const { nowUs } = world;
    const isNow = this.exactUs > 0 && Math.round(this.exactUs) === nowUs;
    if (isNow && this.list.dueUs(nowUs) <= nowUs) this.dial(world);
    const fromUs = isNow ? this.exactUs : nowUs;
    const { perSecond } = this.campaign.pacing;
    this.exactUs = fromUs - (Math.log(1 - this.gaps.next()) * 1e6) / perSecond;
    this.lookAt(world, Math.round(this.exactUs));
  }

  private dial(world: World): void {
    const { calls, program, plan, nowUs, recorders } = world;
    const { warmUpUs, measureUs } = plan.scenario.run;
    const attempt = this.list.take(nowUs);
    const { site, ocs, records } = this.campaign;
    const flow = plan.flowOf[this.index];
    const call = calls.take(flow, this.index, site, nowUs);
    this.draws.fill(calls, call, attempt.stream);
    const pins = call * program.roleCount;
    calls.pins[pins + plan.carrierRole[flow]] = plan.topology.carrier;
    calls.pins[pins + this.role] = plan.topology.atSite[OCS][site].first + ocs;
    const isMeasured = nowUs >= warmUpUs && nowUs < warmUpUs + measureUs;
    beginCall(world, call, isMeasured ? COHORT.OWN : COHORT.NONE);
    this.underWay++;
    this.recorders.happened(recorders, "dials");
    if (attempt.attempt > 1) this.recorders.change(recorders, "toRedial", nowUs, -1);
    else if (Number.isFinite(records)) this.recorders.change(recorders, "recordsLeft", nowUs, -1);
    world.campaigns!.begin(world, call, attempt);
    world.startMain(call, program.flows[flow].start);
  }

  /** Arms it for a time; an earlier one for which it is armed stands no longer. */
  private lookAt(world: World, atUs: number): void {
    if (atUs === Number.POSITIVE_INFINITY) return;
    this.dueUs = atUs;
    world.events.schedule(atUs, this.index);
  }

  /** When it may dial, not before now. */
  private opensUs({ nowUs, plan }: World): number {
    const { fromUs, toUs } = this.campaign;
    const timeOfDayUs = (plan.scenario.run.startOfDayUs + nowUs) % DAY_US;
    if (timeOfDayUs < fromUs) return nowUs + fromUs - timeOfDayUs;
    return timeOfDayUs < toUs ? nowUs : nowUs + DAY_US - timeOfDayUs + fromUs;
  }
}
