import type { FaultSetting } from "../../src/scenario/types.ts";
import { hopsOf } from "./admission.ts";
import type { Call } from "./entities.ts";
import { loseWork } from "./hop.ts";
import type { Oracle } from "./oracle.ts";

interface Failure {
  strike(): void;
  notice(): void;
  recover(): void;
}

/** The failure modes that ship, told again. */
export function startFaults(oracle: Oracle): void {
  for (const setting of oracle.scenario.faults) {
    const failure = MODES[setting.kind](oracle, setting);
    const { atUs, forUs, detectionUs } = setting;
    const moments: [number, () => void][] = [
      [atUs, failure.strike],
      ...(detectionUs < forUs
        ? [[atUs + detectionUs, failure.notice] as [number, () => void]]
        : []),
      [atUs + forUs, failure.recover],
    ];
    const plan = (i: number): void => {
      if (i === moments.length) return;
      oracle.agenda.at(moments[i][0], () => {
        moments[i][1]();
        plan(i + 1);
      });
    };
    plan(0);
  }
}

function instanceDown(oracle: Oracle, { target }: FaultSetting): Failure {
  const { machines } = oracle.machinery;
  const number = machines.findIndex(({ instance }) => instance.name === target);
  return {
    strike() {
      oracle.machinery.stop(number, oracle.nowUs);
      const hit = oracle.legs.filter(
        (leg) => leg.workAt === number && leg.workUntilUs > oracle.nowUs,
      );
      for (const leg of hit) loseWork(oracle, leg);
      for (const request of oracle.requests)
        if (request.to === number && request.workUntilUs > oracle.nowUs) request.void = true;
    },
    notice() {
      if (!machines[number].up) machines[number].avoidedUntilUs = Number.POSITIVE_INFINITY;
    },
    recover() {
      if (--machines[number].faults > 0) return;
      machines[number].up = true;
      machines[number].avoidedUntilUs = 0;
      for (const place of machines[number].silentUntilUs.keys())
        if (!machines[number].watchedFrom.has(place)) machines[number].silentUntilUs.delete(place);
      oracle.people.meet();
    },
  };
}

function linkDown(oracle: Oracle, { target }: FaultSetting): Failure {
  const { links, places } = oracle.scenario;
  const number = links.findIndex(({ from, to }) => `${places[from]}>${places[to]}` === target);
  const { from, to } = links[number];
  const wire = oracle.machinery.wires[number];
  return {
    strike() {
      wire.faults++;
      wire.up = false;
      const cut = oracle.calls.filter((call) => call.main && crosses(oracle, call, from, to));
      for (const call of cut) oracle.interrupt(call, "lost");
    },
    notice() {},
    recover() {
      if (--wire.faults === 0) wire.up = true;
    },
  };
}

function recordsWithdrawn(oracle: Oracle, { target }: FaultSetting): Failure {
  const site = oracle.scenario.sites.findIndex(({ name }) => name === target);
  return {
    strike: () => oracle.dns.change(site, 1),
    notice() {},
    recover: () => oracle.dns.change(site, -1),
  };
}

const MODES: Readonly<Record<string, (oracle: Oracle, setting: FaultSetting) => Failure>> = {
  instanceDown,
  linkDown,
  recordsWithdrawn,
};

/** Whether media of a call run where nothing passes now. */
export const isCutOff = (oracle: Oracle, call: Call): boolean =>
  oracle.scenario.links.some(
    ({ from, to }, number) => !oracle.machinery.wires[number].up && crosses(oracle, call, from, to),
  );

/** Whether media of a call run between two places. */
function crosses(oracle: Oracle, call: Call, a: number, b: number): boolean {
  return [...call.streams.values()].some((path) =>
    hopsOf(oracle, call, path).some(
      (ends) => ends.includes(a) && ends.includes(b) && (a !== b || ends[0] === ends[1]),
    ),
  );
}
