import type { FaultSetting, Scenario } from "../../scenario/types.ts";
import type { Topology } from "../topology.ts";
import type { Actor, World } from "../world.ts";
import { faultKinds } from "./index.ts";
import type { FaultKind } from "./types.ts";

/** One fault of a scenario: strikes, is noticed, and is over, each at its time. */
export class Fault implements Actor {
  private readonly kind: FaultKind;
  private readonly target: number;
  private readonly phases: readonly { atUs: number; act: (world: World) => void }[];
  private next = -1;

  constructor(setting: FaultSetting, scenario: Scenario, topology: Topology) {
    this.kind = faultKinds.find(({ name }) => name === setting.kind)!;
    this.target = targetOf(this.kind, setting.target, scenario, topology);
    const { kind, target } = this;
    const { atUs, detectionUs, forUs } = setting;
    this.phases = [
      { atUs, act: (world: World) => kind.onset(world, target) },
      ...(detectionUs < forUs
        ? [{ atUs: atUs + detectionUs, act: (world: World) => kind.detected?.(world, target) }]
        : []),
      { atUs: atUs + forUs, act: (world: World) => kind.recovery(world, target) },
    ];
  }

  /** The first time: only plans the onset. */
  wake(world: World, entity: number): void {
    if (this.next >= 0) {
      world.clients.settle(world);
      this.phases[this.next].act(world);
    }
    this.next++;
    if (this.next < this.phases.length) world.events.schedule(this.phases[this.next].atUs, entity);
  }
}

function targetOf(kind: FaultKind, target: string, scenario: Scenario, topology: Topology): number {
  if (kind.strikes === "instance")
    return topology.instances.findIndex(({ name }) => name === target);
  if (kind.strikes === "site") return scenario.sites.findIndex(({ name }) => name === target);
  return scenario.links.findIndex(
    ({ from, to }) => `${scenario.places[from]}>${scenario.places[to]}` === target,
  );
}
