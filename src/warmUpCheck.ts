import { planOf } from "./model/plan.ts";
import { simulate } from "./model/simulate.ts";
import type { WarmUpCheck } from "./report/types.ts";
import type { Scenario } from "./scenario/types.ts";
import { isWarmUpLongEnough, mser5 } from "./stats/warmUp.ts";

const MINUTE_US = 60e6;
/** A pilot takes at most a fifth of what the study itself takes. */
const REPLICATIONS_PER_PILOT = 5;
const PILOTS_MAX = 5;
/** MSER-5 needs two batches of five. */
const MINUTES_MIN = 10;

/**
 * Whether the stated warm-up outlasts the start: MSER-5 on the calls in system, minute by minute
 * from time zero, averaged over a few pilots at call fidelity, since people rather than signalling
 * take long to settle. Undefined where there is nothing to judge: no warm-up is asked for, the
 * load or the staffing changes, something fails, or the study is too small.
 */
export function checkWarmUp(scenario: Scenario): WarmUpCheck | undefined {
  const { warmUpUs, measureUs, replications } = scenario.run;
  const pilots = Math.min(PILOTS_MAX, Math.floor(replications / REPLICATIONS_PER_PILOT));
  const minutes = Math.floor((warmUpUs + measureUs) / MINUTE_US);
  if (warmUpUs === 0 || !isStationary(scenario) || pilots === 0 || minutes < MINUTES_MIN)
    return undefined;
  const series = callsInSystem(scenario, pilots);
  return {
    statedS: warmUpUs / 1e6,
    truncationS: (mser5(series).observations * MINUTE_US) / 1e6,
    longEnough: isWarmUpLongEnough(series, warmUpUs / MINUTE_US),
  };
}

/** Calls are drawn at one constant rate, one staffing, and nothing fails. */
function isStationary({ demand, groups, faults }: Scenario): boolean {
  const staffing = groups.flatMap((group) => group.staffing);
  const steady = [...demand.map(({ profile }) => profile), ...staffing];
  const isDrawn = demand.every(({ replay }) => replay === undefined);
  return isDrawn && faults.length === 0 && steady.every(({ startUs }) => startUs.length === 1);
}

/** Mean over the pilots of each minute from time zero. */
function callsInSystem(scenario: Scenario, pilots: number): Float64Array {
  const { warmUpUs, measureUs } = scenario.run;
  const run = { ...scenario.run, warmUpUs: 0, measureUs: warmUpUs + measureUs };
  const plan = planOf({ ...scenario, run: { ...run, fidelity: "call" } });
  const index = plan.layout.find("minute", "calls.inSystem", "cluster")!;
  const series = Array.from({ length: pilots }, (_, i) => simulate(plan, i).minutes[index]);
  return series[0].map((_, minute) => {
    return series.reduce((sum, values) => sum + values[minute], 0) / pilots;
  });
}
