import { gamma } from "../../src/engine/distributions/gamma.ts";
import { streamOf } from "../../src/engine/streams.ts";
import { ATTRIBUTES, isNeeded, LAW_OF } from "../../src/model/attributes.ts";
import { answersOf, DRAWN_QUESTIONS, sharesOf } from "../../src/model/questions.ts";
import type { Demand, RateProfile } from "../../src/scenario/types.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { follow } from "./walk.ts";

/** Callers of every demand, each thing about them drawn from its own stream when they arrive. */
export function startCallers(oracle: Oracle, replication: number): void {
  const { scenario } = oracle;
  for (const [index, demand] of scenario.demand.entries()) {
    if (demand.campaign !== null) {
      oracle.campaigns.start(index);
      continue;
    }
    if (demand.origin !== "customers" && demand.origin !== "digital") continue;
    const uniforms = (purpose: string) => {
      const stream = streamOf(scenario.run.seed, replication, `traffic/${demand.name}/${purpose}`);
      return () => stream.next();
    };
    const arrive = callerOf(oracle, demand, index, uniforms);
    const factor =
      factorOf(demand.busynessCv, uniforms("busyness")) * sharedFactor(oracle, replication);
    const profile = profileOf(oracle, replication, demand.profile);
    const arrivals = uniforms("arrivals");
    let callers = 0;
    const plan = (afterUs: number): void => {
      const exactUs = nextArrivalUs(profile, factor, afterUs, -Math.log(1 - arrivals()));
      if (exactUs === null) return;
      oracle.agenda.at(Math.round(exactUs), () => {
        const caller = callers++;
        arrive(null, null, (ended) => redial(caller, 2, ended));
        plan(exactUs);
      });
    };
    const redial = (
      caller: number,
      attempt: number,
      { outcome, attributes, answeredUs }: Call,
    ): void => {
      const { afterBlocked, afterAbandoned, delay, attempts, durations } = demand.redial;
      const shares: Partial<Record<string, number>> = {
        blocked: afterBlocked,
        abandoned: afterAbandoned,
      };
      if (attempt > attempts || answeredUs !== null) return;
      const uniform = uniforms(`redial/${caller}/${attempt}`);
      if (uniform() >= (shares[outcome!] ?? 0)) return;
      const atUs = oracle.nowUs + Math.round(delay.quantile(uniform()));
      const same = durations === "same" ? attributes : null;
      oracle.agenda.at(atUs, () =>
        arrive(uniform, same, (ended) => redial(caller, attempt + 1, ended)),
      );
    };
    plan(0);
  }
}

/** The factor on the rates of a day that all demands share. */
export function sharedFactor({ scenario }: Oracle, replication: number): number {
  const shared = streamOf(scenario.run.seed, replication, "traffic/busyness");
  return factorOf(scenario.run.busynessCv, () => shared.next());
}

const factorOf = (cv: number, uniform: () => number): number =>
  cv === 0 ? 1 : gamma.build({ mean: 1, cv }, "").quantile(uniform());

/** Rates times a factor for each interval of the clock, which all demands share. */
export function profileOf(
  { scenario }: Oracle,
  replication: number,
  profile: RateProfile,
): RateProfile {
  const { seed, startOfDayUs, warmUpUs, measureUs, intervalLengthUs, intervalBusynessCv } =
    scenario.run;
  const stream = streamOf(seed, replication, "traffic/intervalBusyness");
  const endUs = warmUpUs + measureUs;
  const intervalAt = (atUs: number) => Math.floor((startOfDayUs + atUs) / intervalLengthUs);
  const busyness: number[] = [];
  for (let at = intervalAt(0); at <= intervalAt(endUs - 1); at++)
    busyness.push(factorOf(intervalBusynessCv, () => stream.next()));
  const beginnings = busyness.map((_, i) => (intervalAt(0) + i) * intervalLengthUs - startOfDayUs);
  const startUs = [...new Set([...profile.startUs, ...beginnings, endUs])]
    .filter((atUs) => atUs >= profile.startUs[0])
    .sort((a, b) => a - b);
  const stepAt = (atUs: number) => profile.startUs.filter((fromUs) => fromUs <= atUs).length - 1;
  return {
    startUs,
    perSecond: startUs.map(
      (atUs) => profile.perSecond[stepAt(atUs)] * (busyness[intervalAt(atUs) - intervalAt(0)] ?? 1),
    ),
    labels: startUs.map((atUs) => profile.labels[stepAt(atUs)] ?? ""),
  };
}

/** When the integrated rate has grown by `growth` since `afterUs`; null when it never does. */
export function nextArrivalUs(
  { startUs, perSecond }: RateProfile,
  factor: number,
  afterUs: number,
  growth: number,
): number | null {
  let atUs = Math.max(afterUs, startUs[0]);
  for (const [i, rate] of perSecond.entries()) {
    const endUs = startUs[i + 1] ?? Number.POSITIVE_INFINITY;
    if (endUs <= atUs) continue;
    const perUs = (rate * factor) / 1e6;
    const room = perUs === 0 ? 0 : (endUs - atUs) * perUs;
    if (perUs > 0 && growth <= room) return atUs + growth / perUs;
    growth -= room;
    atUs = endUs;
  }
  return null;
}

function callerOf(
  oracle: Oracle,
  demand: Demand,
  index: number,
  uniforms: Uniforms,
): (
  own: (() => number) | null,
  same: Call["attributes"] | null,
  whenEnded: (call: Call) => void,
) => void {
  const flow = oracle.flows.find(({ name }) => name === demand.flow)!;
  const where = uniforms("site");
  const bring = broughtAlong(demand, uniforms);
  return (own, same, whenEnded) => {
    const oneSite = oracle.scenario.sites.length === 1;
    const site = oneSite ? 0 : pickOne(demand.siteShares, (own ?? where)());
    const { attributes, ...others } = bring(own);
    const brought = { attributes: same ?? attributes, ...others };
    const call = oracle.newCall({ flow, demand: index, site, ...brought });
    call.whenEnded = whenEnded;
    call.roles.set("carrier", oracle.machinery.topology.carrier);
    oracle.go(
      oracle.newLeg(call, "main", (leg) => follow(oracle, leg, Object.keys(flow.steps)[0])),
    );
  };
}

type Uniform = () => number;
type Uniforms = (purpose: string) => Uniform;

/**
 * What each call of a demand brings along: durations and answers, each from its own stream; `own`,
 * where given, is drawn from for all of it.
 */
export function broughtAlong(
  demand: Demand,
  uniforms: Uniforms,
): (own: (() => number) | null) => Pick<Call, "attributes" | "answers" | "lookUps"> {
  const draws = ATTRIBUTES.map((name) => {
    const law = LAW_OF[name](demand);
    const isCertain = law.constant || !isNeeded(name, demand);
    const uniform = isCertain ? () => 0 : uniforms(name);
    return (own: Uniform | null) =>
      Math.round(isCertain ? law.mean : law.quantile((own ?? uniform)()));
  });
  const { count, delay } = demand.ivrPath.lookUps;
  const uniform = count === 0 || delay.constant ? null : uniforms("lookUps");
  const lookUp = (own: Uniform | null) =>
    Math.round(uniform ? delay.quantile((own ?? uniform)()) : delay.mean);
  const questions = DRAWN_QUESTIONS.map((name) => {
    const shares = sharesOf(name, demand)!;
    const uniform = shares.includes(1) ? null : uniforms(name);
    return (own: Uniform | null) =>
      answersOf(name)[uniform ? pickOne(shares, (own ?? uniform)()) : shares.indexOf(1)];
  });
  return (own) => {
    const drawn = ATTRIBUTES.map((name, i) => [name, draws[i](own)]);
    const attributes = Object.fromEntries(drawn) as Call["attributes"];
    const answers = Object.fromEntries(DRAWN_QUESTIONS.map((name, i) => [name, questions[i](own)]));
    const lookUps = Array.from({ length: count }, () => lookUp(own));
    return { attributes, answers, lookUps };
  };
}

/** The first whose shares, summed up, exceed `u`. */
function pickOne(shares: readonly number[], u: number): number {
  let sum = 0;
  const first = shares.findIndex((share) => {
    sum += share;
    return u < sum;
  });
  return first < 0 ? shares.length - 1 : first;
}
