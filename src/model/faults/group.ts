import type { Distribution } from "../../engine/distributions/types.ts";
import type { FaultSetting } from "../../scenario/types.ts";
import type { Plan } from "../plan.ts";
import { Fault } from "./actor.ts";
import { faultKinds } from "./index.ts";

/**
 * The actors of a fault of the scenario: one, or one for each instance of the component and site
 * that it names, which fail at random each on its own. The beta factor as `busyhour availability`
 * has it: of the failures of an instance a share is of a cause that all of the component and site
 * have in common. So all of them fail at that share of an instance's rate, and each on its own at
 * what is left of it: the law between failures is that much longer.
 */
export function faultsOf(plan: Plan, number: number, replication: number): readonly Fault[] {
  const setting = plan.scenario.faults[number];
  const { target, every, commonCause: beta } = setting;
  const kind = faultKinds.find(({ name }) => name === setting.kind)!;
  const group = target.split("/").slice(0, 2).join("/");
  const isAlone = beta === 0 && target !== group;
  if (!kind.mayShareCause || every === null || isAlone)
    return [new Fault(plan, number, replication)];
  const fault = (change: Partial<FaultSetting>, name: string) =>
    new Fault(plan, number, replication, { ...setting, ...change }, `faults/${number}/${name}`);
  const members = plan.topology.instances.flatMap(({ name }) =>
    (target === group ? name.startsWith(`${group}/`) : name === target) ? [name] : [],
  );
  const common = {
    kind: "serviceDown",
    target: group,
    detectionUs: kind.detected ? setting.detectionUs : Number.POSITIVE_INFINITY,
  };
  return [
    ...(beta === 1 ? [] : members).map((name) =>
      fault({ target: name, every: stretched(every, 1 / (1 - beta)) }, name),
    ),
    ...(beta === 0 ? [] : [fault({ ...common, every: stretched(every, 1 / beta) }, "common")]),
  ];
}

const stretched = (law: Distribution, factor: number): Distribution => ({
  ...law,
  mean: factor * law.mean,
  variance: factor * factor * law.variance,
  quantile: (u) => factor * law.quantile(u),
});
