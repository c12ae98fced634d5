import { components } from "../model/components/index.ts";
import type { Component } from "../model/components/types.ts";
import { percent } from "../report/format.ts";
import { n, roundedUp } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import { mcpsForPorts } from "./ports.ts";
import type { Section, SizingRow } from "./types.ts";

/** Instances of each component of a site that share its messages, from the catalogue's rows. */
export const platform = (load: SizingLoad): Section => ({
  title: "Components of the busiest site",
  note:
    `busy at most ${percent(load.scenario.sizing.componentUse, 0)} on average, at the service ` +
    "times of the catalogue; what belongs to each node (URS, ORS, ICON …) comes with it, and " +
    "T-events reach every node, so that more nodes do not relieve them: see busyhour check",
  rows: components
    .filter(({ per }) => per === "site")
    .flatMap((component) => rowOf(load, component) ?? []),
});

/** A number of instances and why it takes so many. */
interface Need {
  readonly count: number;
  readonly derivation: string;
}

function rowOf(load: SizingLoad, component: Component): SizingRow | undefined {
  const [first, ...others] = component.modules;
  const name = others.length === 0 ? component.name : `${component.name}.${first!.name}`;
  const row = load.capacity.find(({ scope }) => scope === `component:${name}`);
  if (row === undefined) return;
  const { servers } = load.scenario.components[components.indexOf(component)]!.modules[0]!;
  const needs = [
    byMessages(load, row.standing + row.perCall * row.offeredCaps, servers),
    ...byAgents(load, component),
    ...(component.name === "mcp" ? [mcpsForPorts(load)] : []),
  ];
  const spare = component.highAvailability.startsWith("N+1") ? 1 : 0;
  const least = component.rule?.least ?? 1;
  const needed = Math.max(...needs.map(({ count }) => count)) + spare;
  return {
    id: `component.${component.name}`,
    title: component.title,
    unit: "",
    value: Math.max(needed, least),
    derivation: [
      needs.map(({ derivation }) => derivation).join("; "),
      ...(spare === 1 ? ["and a spare"] : []),
      ...(needed < least ? [`the blueprint asks for ${least}`] : []),
    ].join(", "),
    has: row.size / servers,
  };
}

function byMessages({ scenario }: SizingLoad, busy: number, servers: number): Need {
  const use = scenario.sizing.componentUse;
  const each = servers === 1 ? "" : ` of ${servers} servers`;
  const derivation = `messages: ${n(busy)} busy servers / ${percent(use, 0)}${each}`;
  return { count: roundedUp(busy / (use * servers)), derivation };
}

function byAgents({ agentsOfSite }: SizingLoad, { agentsEach }: Component): readonly Need[] {
  if (agentsEach === undefined) return [];
  const most = Number(agentsEach.default);
  const derivation = `${n(agentsOfSite)} agents / ${n(most)} each (${agentsEach.source.mark})`;
  return [{ count: roundedUp(agentsOfSite / most), derivation }];
}
