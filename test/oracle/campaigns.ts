import { streamOf } from "../../src/engine/streams.ts";
import type { Pacing } from "../../src/model/outbound/pacing.ts";
import { pacingOf } from "../../src/model/outbound/pacingOf.ts";
import { Predictive } from "../../src/model/outbound/predictive.ts";
import type { Unreached } from "../../src/model/outbound/results.ts";
import type { Campaign, Demand, Scenario } from "../../src/scenario/types.ts";
import { DAY_US } from "../../src/units.ts";
import type { Appointment } from "./agenda.ts";
import { broughtAlong } from "./callers.ts";
import type { Agent, Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { follow } from "./walk.ts";

const LOOK_US = 250_000;

/** One number of a list that is to be dialled. */
interface Due {
  readonly record: number;
  readonly attempt: number;
  readonly atUs: number;
  readonly uniform: () => number;
}

/** An attempt, and what it has come to. */
interface Attempt {
  readonly of: Dialling;
  readonly record: number;
  readonly attempt: number;
  readonly call: Call;
  stage: "dialling" | "live" | "connected" | "unconnected" | "over";
}

/** A campaign that dials. */
interface Dialling {
  readonly index: number;
  readonly demand: Demand;
  readonly campaign: Campaign;
  readonly pacing: Pacing | null;
  readonly ocs: string;
  readonly bring: ReturnType<typeof broughtAlong>;
  readonly gaps: () => number;
  left: number;
  again: Due[];
  appointment: Appointment | null;
  dueUs: number;
  exactUs: number;
}

/** The campaigns: all attempts are kept in one list, and everything is counted when it is asked. */
export class Campaigns {
  /** Every attempt so far. */
  readonly attempts: Attempt[] = [];
  private readonly all: Dialling[] = [];
  private readonly oracle: Oracle;
  private readonly replication: number;
  /** By OCS: when it may dial again. */
  private readonly freeUs = new Map<string, number>();
  private readonly busySince = new Map<Agent, number>();

  constructor(oracle: Oracle, replication: number) {
    this.oracle = oracle;
    this.replication = replication;
    for (const [index, demand] of oracle.scenario.demand.entries()) {
      const { campaign } = demand;
      if (campaign === null) continue;
      const uniforms = (purpose: string) => this.uniforms(demand, purpose);
      this.all.push({
        index,
        demand,
        campaign,
        pacing: pacingOf(campaign.pacing),
        ocs: `${campaign.site} ${campaign.ocs}`,
        bring: broughtAlong(demand, uniforms),
        gaps: uniforms("dials"),
        left: campaign.records,
        again: [],
        appointment: null,
        dueUs: Number.POSITIVE_INFINITY,
        exactUs: 0,
      });
    }
  }

  start(index: number): void {
    this.lookAt(this.all.find((each) => each.index === index)!, 0);
  }

  live(call: Call): void {
    const attempt = this.attemptOf(call)!;
    const { of } = attempt;
    predictiveOf(of)?.attempted(true, this.oracle.nowUs - call.arrivedUs);
    if (of.campaign.mode === "preview") return;
    attempt.stage = of.campaign.mode === "ivr" ? "connected" : "live";
    this.stir(of);
  }

  selected(call: Call, slot: number, agent: Agent): void {
    const { nowUs } = this.oracle;
    this.busySince.set(agent, nowUs);
    for (const each of this.servedBy(agent)) predictiveOf(each)?.releases.begin(nowUs);
    const attempt = slot > 0 ? undefined : this.attemptOf(call);
    if (attempt === undefined) return;
    if (attempt.stage === "live") predictiveOf(attempt.of)?.answered(false, nowUs);
    attempt.stage = "connected";
    this.stir(attempt.of);
  }

  unconnected(call: Call): void {
    const attempt = this.attemptOf(call)!;
    attempt.stage = "unconnected";
    predictiveOf(attempt.of)?.answered(true, this.oracle.nowUs);
    this.stir(attempt.of);
  }

  agentFree(agent: Agent): void {
    const sinceUs = this.busySince.get(agent);
    if (sinceUs === undefined) return;
    this.busySince.delete(agent);
    for (const each of this.servedBy(agent))
      predictiveOf(each)?.releases.end(sinceUs, this.oracle.nowUs);
  }

  agentReady(agent: Agent): void {
    for (const each of this.servedBy(agent)) this.stir(each);
  }

  private ended(attempt: Attempt): void {
    const { of, record, stage, call } = attempt;
    if (stage === "dialling" && call.outcome === "unreached") predictiveOf(of)?.attempted(false, 0);
    const why = whyUnreached(attempt);
    attempt.stage = "over";
    const rule = why === null ? null : of.campaign.redial[why];
    if (rule !== null && attempt.attempt <= rule.redials) {
      const next = attempt.attempt + 1;
      const uniform = this.uniforms(of.demand, `redial/${record}/${next}`);
      const atUs = this.oracle.nowUs + Math.round(rule.delay.quantile(uniform()));
      of.again.push({ record, attempt: next, atUs, uniform });
      of.again.sort((a, b) => a.atUs - b.atUs);
    }
    this.stir(of);
  }

  private stir(of: Dialling): void {
    if (of.pacing !== null && of.dueUs !== this.oracle.nowUs) this.lookAt(of, this.oracle.nowUs);
  }

  private lookAt(of: Dialling, atUs: number): void {
    if (atUs === Number.POSITIVE_INFINITY) return;
    if (of.appointment) of.appointment.calledOff = true;
    of.dueUs = atUs;
    of.appointment = this.oracle.agenda.at(atUs, () => this.wake(of));
  }

  private wake(of: Dialling): void {
    of.dueUs = Number.POSITIVE_INFINITY;
    of.appointment = null;
    const { nowUs } = this.oracle;
    if (this.isDone(of)) return;
    const opensUs = this.opensUs(of);
    if (opensUs > nowUs) this.lookAt(of, opensUs);
    else if (of.pacing === null) this.dialByTheClock(of);
    else this.look(of, of.pacing);
  }

  private look(of: Dialling, pacing: Pacing): void {
    const { nowUs } = this.oracle;
    const wanted = pacing.dials(this.outlook(of), nowUs);
    for (let i = 0; i < wanted; i++) {
      const freeUs = this.freeUs.get(of.ocs) ?? 0;
      const nextUs = Math.max(this.nextUs(of), Math.ceil(freeUs));
      if (nextUs > nowUs) {
        this.lookAt(of, nextUs);
        return;
      }
      this.freeUs.set(of.ocs, Math.max(freeUs, nowUs) + 1e6 / of.campaign.perSecond);
      this.dial(of);
    }
    if (predictiveOf(of)) this.lookAt(of, nowUs + LOOK_US);
  }

  private dialByTheClock(of: Dialling): void {
    const { nowUs } = this.oracle;
    const isNow = of.exactUs > 0 && Math.round(of.exactUs) === nowUs;
    if (isNow && this.nextUs(of) <= nowUs) this.dial(of);
    const gapUs = -(Math.log(1 - of.gaps()) * 1e6) / of.campaign.pacing.perSecond;
    of.exactUs = (isNow ? of.exactUs : nowUs) + gapUs;
    this.lookAt(of, Math.round(of.exactUs));
  }

  private dial(of: Dialling): void {
    const { oracle } = this;
    const { site, ocs, records } = of.campaign;
    const isAgain = (of.again[0]?.atUs ?? Number.POSITIVE_INFINITY) <= oracle.nowUs;
    const due = isAgain ? of.again.shift()! : null;
    const record = due?.record ?? (Number.isFinite(records) ? records - of.left : -1);
    if (due === null) of.left--;
    const flow = oracle.flows.find(({ name }) => name === of.demand.flow)!;
    const brought = of.bring(due?.uniform ?? null);
    const call = oracle.newCall({ flow, demand: of.index, site, ...brought });
    const attempt: Attempt = { of, record, attempt: due?.attempt ?? 1, call, stage: "dialling" };
    this.attempts.push(attempt);
    call.whenEnded = () => this.ended(attempt);
    call.roles.set("carrier", oracle.machinery.topology.carrier);
    call.roles.set("ocs", oracle.machinery.instancesOf("ocs", { site })[ocs]);
    oracle.go(oracle.newLeg(call, "main", (leg) => follow(oracle, leg, "1")));
  }

  private outlook(of: Dialling) {
    const { people, scenario } = this.oracle;
    const { lines, mode, pacing } = of.campaign;
    const stages = this.attempts.flatMap((each) => (each.of === of ? [each.stage] : []));
    const number = (stage: Attempt["stage"]) => stages.filter((each) => each === stage).length;
    const [dialling, queued] = [number("dialling"), number("live")];
    if (mode === "ivr") {
      const busy = number("connected");
      return { ready: lines - busy, busy, queued, dialling, tested: lines - busy };
    }
    const groups = groupsOf(of, scenario);
    const inGroups = (some: readonly number[]) =>
      people.agents.filter(({ group }) => some.includes(group)).map(({ state }) => state);
    const isIdle = (state: Agent["state"]) =>
      state === "ready" || state === "notReady" || state === "loggedOut";
    const ready = inGroups(groups).filter((state) => state === "ready").length;
    const busy = inGroups(groups).filter((state) => !isIdle(state)).length;
    const test = pacing.testGroups.length === 0 ? groups : pacing.testGroups;
    const tested = inGroups(test).filter((state) => state === "ready").length;
    const sharing = this.all.filter(
      (each) =>
        each.demand.queue === of.demand.queue &&
        !this.isDone(each) &&
        this.opensUs(each) === this.oracle.nowUs,
    );
    const own = (agents: number) => Math.floor((agents + sharing.indexOf(of)) / sharing.length);
    return { ready: own(ready), busy: own(busy), queued, dialling, tested };
  }

  private isDone(of: Dialling): boolean {
    const isOver = ({ of: whose, stage, call }: Attempt) =>
      whose !== of || (stage === "over" && call.endedUs !== null);
    return of.left === 0 && of.again.length === 0 && this.attempts.every(isOver);
  }

  private nextUs(of: Dialling): number {
    if (of.left > 0) return this.oracle.nowUs;
    return Math.max(this.oracle.nowUs, of.again[0]?.atUs ?? Number.POSITIVE_INFINITY);
  }

  private opensUs({ campaign: { fromUs, toUs } }: Dialling): number {
    const { nowUs, scenario } = this.oracle;
    const time = (scenario.run.startOfDayUs + nowUs) % DAY_US;
    if (time >= fromUs && time < toUs) return nowUs;
    return nowUs + fromUs - time + (time < fromUs ? 0 : DAY_US);
  }

  private servedBy({ group }: Agent): readonly Dialling[] {
    return this.all.filter((each) => groupsOf(each, this.oracle.scenario).includes(group));
  }

  private attemptOf(call: Call): Attempt | undefined {
    return this.attempts.find((each) => each.call === call);
  }

  private uniforms({ name }: Demand, purpose: string): () => number {
    const { seed } = this.oracle.scenario.run;
    const stream = streamOf(seed, this.replication, `traffic/${name}/${purpose}`);
    return () => stream.next();
  }
}

/** Groups whose agents take a person at once. */
const groupsOf = ({ demand }: Dialling, { queues }: Scenario): readonly number[] =>
  queues[demand.queue].stages[0].services.map(({ group }) => group);

const predictiveOf = ({ pacing }: Dialling): Predictive | null =>
  pacing instanceof Predictive ? pacing : null;

/** Why a record is dialled again; null: somebody was reached. */
function whyUnreached({ call, stage }: Attempt): Unreached | null {
  const { outcome, answeredUs } = call;
  const result = call.answers.dialResult as "human" | Unreached;
  const isSettled = ["served", "contained", "unreached", "abandoned"].includes(outcome!);
  if (stage === "dialling" && !isSettled) return "failed";
  if (result !== "human") return result;
  if (outcome === "served" || outcome === "contained" || answeredUs !== null) return null;
  if (outcome === "unreached") return "machine";
  return outcome === "abandoned" ? "abandoned" : "failed";
}
