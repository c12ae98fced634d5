import type { PortLoad, UseLoad } from "../model/portLoads.ts";
import { percent } from "../report/format.ts";
import { PORT_TITLES } from "../report/tables/ports.ts";
import { meanPorts, portBlocking, portsApart, portsForBlocking } from "../stats/portBlocking.ts";
import { n, roundedUp } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import { peakOf } from "./pools.ts";
import type { Section, SizingRow } from "./types.ts";

const ALONE = 1000;

/** Media ports by use: each use alone, and what uses that share ports take together. */
export function ports(load: SizingLoad): Section {
  const names = [...new Set(load.ports.flatMap(({ uses }) => uses.map(({ use }) => use)))];
  return {
    title: "Media ports by use",
    note:
      "requests at random times, lost when no port is free, all MCPs of a site as one; a dialler " +
      "that dials again loses others. Simulated beside the rule: what covers 99.9 % of the time",
    rows: [
      ...names.flatMap((name) => useRows(load, name)),
      ...load.ports.filter(isMixed).flatMap((pool) => mixedRows(load, pool)),
    ],
  };
}

const isMixed = ({ uses }: PortLoad): boolean => uses.length > 1;

/** Ports for one use as if it had some of its own. */
function useRows(load: SizingLoad, name: string): readonly SizingRow[] {
  const { blocking } = load.scenario.sizing;
  const title = PORT_TITLES[name]!;
  const scope = `pool:${name}`;
  const sites = load.ports.flatMap((pool) =>
    pool.uses.filter(({ use }) => use === name).map((use) => ({ pool, use })),
  );
  const mean = sites.reduce((sum, { use }) => sum + use.erlangs, 0);
  const busiest = sites.reduce((a, b) => (b.use.erlangs > a.use.erlangs ? b : a));
  const { erlangs } = busiest.use;
  const shares = isMixed(busiest.pool);
  return [
    {
      id: `${name}.mean`,
      title: `${title}, mean`,
      unit: "",
      value: mean,
      derivation: "calls that hold one, of all sites",
      measured: { metrics: ["pool.inUse"], scope },
    },
    { ...peakOf(name, title, mean), measured: { metrics: ["pool.inUse.p999"], scope } },
    {
      id: `${name}.site`,
      title: `${title} of the busiest site`,
      unit: "",
      value: neededOf(load, busiest.use),
      derivation:
        `Erlang B: ${n(erlangs)} erlang, ${percent(blocking, 2)} of calls blocked` +
        (shares ? "; by itself, though it shares ports with others" : ""),
      ...(shares ? {} : { has: busiest.pool.size }),
    },
    ...(shares ? [] : blockedRows(busiest.pool, title)),
  ];
}

/** Ports of its own for a use, for the blocking target. */
const neededOf = ({ scenario }: SizingLoad, { erlangs }: UseLoad): number =>
  portsForBlocking([{ erlangs, weight: ALONE }], scenario.sizing.blocking);

/** What the ports that are there lose, use by use. */
function blockedRows({ scope, uses, size, site }: PortLoad, title: string): readonly SizingRow[] {
  const shares = portBlocking(uses, size);
  const law = uses.length > 1 ? "Kaufman and Roberts" : "Erlang B";
  return uses.map(({ use, erlangs }, i) => ({
    id: `${scope.replace("pool:", "")}.${use}.blocked`,
    title:
      uses.length > 1 ? `${PORT_TITLES[use]} at ${site}, blocked` : `${title} at ${site}, blocked`,
    unit: "ratio",
    value: shares[i]!,
    derivation: `${law}: ${n(erlangs)} erlang, ${n(size)} ports`,
    measured: { metrics: ["pool.blocked.ratio"], scope: `pool:${site}/${use}` },
  }));
}

/** A site whose uses share ports, beside the same uses with ports of their own. */
function mixedRows(load: SizingLoad, pool: PortLoad): readonly SizingRow[] {
  const { scope, uses, size, site } = pool;
  const target = load.scenario.sizing.blocking;
  const id = scope.replace("pool:", "");
  const mean = meanPorts(uses);
  const apart = portsApart(uses, target);
  const separate = apart.reduce((sum, each) => sum + each, 0);
  const mixed = portsForBlocking(uses, target);
  const weighed = uses.map(({ erlangs, weight }) => `${n(erlangs)} × ${n(weight / ALONE)}`);
  const row = (name: string, title: string, value: number, derivation: string): SizingRow => ({
    ...{ id: `${id}.${name}`, title: `shared ports at ${site}, ${title}`, unit: "" },
    ...{ value, derivation },
  });
  return [
    {
      ...row("mean", "mean", mean, `${weighed.join(" + ")}, weighed as treatment ports`),
      measured: { metrics: ["pool.inUse"], scope },
    },
    {
      ...peakOf(id, `shared ports at ${site}`, mean),
      measured: { metrics: ["pool.inUse.p999"], scope },
    },
    {
      ...row(
        "needed",
        "mixed",
        mixed,
        `Kaufman and Roberts: no use blocked more often than ${percent(target, 2)}`,
      ),
      has: size,
    },
    row(
      "apart",
      "if each use had its own",
      separate,
      `Erlang B, use by use: ${apart.map(n).join(" + ")}, weighed as treatment ports`,
    ),
    row("saved", "saved by mixing", separate - mixed, `${n(separate)} − ${n(mixed)}`),
    ...blockedRows(pool, ""),
  ];
}

/** MCPs of the site that needs most of them, by the ports that each of its MCPs has now. */
export function mcpsForPorts(load: SizingLoad): { count: number; derivation: string } {
  const { scenario, ports: pools } = load;
  const bySite = scenario.sites.map(({ name }) =>
    mcpsOf(
      pools.filter(({ site, uses }) => site === name && uses[0]!.use !== "mrcp"),
      scenario.sizing.blocking,
    ),
  );
  return bySite.reduce((a, b) => (b.count > a.count ? b : a));
}

/** Pools on the same MCPs need the most that one of them needs; others need theirs besides. */
function mcpsOf(pools: readonly PortLoad[], blocking: number) {
  const most = new Map<number, { count: number; derivation: string }>();
  for (const { first, servers, size, uses } of pools) {
    const needed = portsForBlocking(uses, blocking);
    const each = servers === 0 ? 0 : size / servers;
    const count = each === 0 ? 0 : roundedUp(needed / each);
    const name = uses.length > 1 ? "shared ports" : PORT_TITLES[uses[0]!.use]!;
    const derivation = `${n(needed)} ${name} / ${n(each)} each`;
    if (count >= (most.get(first)?.count ?? 0)) most.set(first, { count, derivation });
  }
  const needs = [...most.values()];
  return {
    count: needs.reduce((sum, { count }) => sum + count, 0),
    derivation: needs.map(({ derivation }) => derivation).join("; ") || "no ports",
  };
}
