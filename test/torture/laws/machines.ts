import { LEG } from "../../../src/model/legs.ts";
import { CLASS } from "../../../src/model/linkFaults.ts";
import { crossesLink } from "../../../src/model/verbs/media.ts";
import { differs, flowOf, live } from "./books.ts";
import type { Law } from "./types.ts";

const legs: Law = {
  name: "a call counts its legs, and has one that carries it at most",
  holds: "always",
  broken: (run) => {
    const { calls, legs: all } = run.world;
    const rows = Array.from(all.call.subarray(0, all.used).keys());
    return live(run.world).flatMap((call) => {
      const own = rows.filter((leg) => all.call[leg] === call);
      const mains = own.filter((leg) => all.kind[leg] === LEG.MAIN);
      const forked = own.filter((leg) => all.kind[leg] === LEG.FORKED);
      const name = flowOf(run, call);
      return [
        ...differs(`${name}: legs`, calls.legs[call], own.length),
        ...differs(`${name}: forked legs`, calls.forks[call], forked.length),
        ...(mains.length > 1 ? [`${name}: ${mains.length} main legs`] : []),
      ];
    });
  },
};

/** Rows of a table that are in use or in its chain of free ones. */
function chain(nextFree: Int32Array, first: number, used: number): number {
  let length = 0;
  for (let row = first; row >= 0 && length <= used; row = nextFree[row]) length++;
  return length;
}

const rows: Law = {
  name: "rows of calls and legs are in use or free",
  holds: "always",
  broken: ({ world: { calls, legs: all } }) => {
    const liveLegs = all.call.subarray(0, all.used).filter((call) => call >= 0).length;
    const liveCalls = new Set(all.call.subarray(0, all.used).filter((call) => call >= 0)).size;
    const freeCalls = chain(calls["nextFree"], calls["free"], calls.used);
    const freeLegs = chain(all["nextFree"], all["free"], all.used);
    return [
      ...differs("rows of calls", liveCalls + freeCalls, calls.used),
      ...differs("rows of legs", liveLegs + freeLegs, all.used),
    ];
  },
};

/** Whatever waits for a moment of its own is in the list of future events. */
const awaited: Law = {
  name: "nothing is forgotten: who goes on by a clock has an event",
  holds: "drained",
  broken: (run) => {
    const { world } = run;
    const { legs: all, calls } = world;
    return Array.from(all.call.subarray(0, all.used).keys()).flatMap((leg) =>
      all.call[leg] < 0 ||
      world.events.isPending(world.firstLeg + leg) ||
      calls.joiner[all.call[leg]] === leg
        ? []
        : [`a leg of ${flowOf(run, all.call[leg])} waits for nothing`],
    );
  },
};

const noGhosts: Law = {
  name: "nothing happens to a leg that is gone",
  holds: "always",
  broken: ({ world: { legs: all, events, firstLeg } }) =>
    Array.from(all.call.subarray(0, all.used)).flatMap((call, leg) =>
      call < 0 && events.isPending(firstLeg + leg) ? [`leg ${leg} has an event`] : [],
    ),
};

/** By the counts of faults that are upon each. */
const mended: Law = {
  name: "whatever failed works again",
  holds: "drained",
  broken: ({ plan, world: { platform, dns, pools, routing, network } }) => {
    const counts = {
      "faults of instance": platform["faultsOf"],
      "told of instance": platform["toldOf"],
      "cut of link": platform.linkFaults["cuts"],
      "leak of link": platform.linkFaults["leaksOn"],
      "leaks of links": [platform.linkFaults["leaks"].length],
      "drain of instance": platform.drains,
      "split of site": routing.sides["splits"],
      "blind site": routing.sides["blind"],
      "withdrawn site": dns["withdrawn"],
      "closed instance": pools["isClosed"],
    };
    return [
      ...Object.entries(counts).flatMap(([name, faults]) =>
        Array.from(faults).flatMap((count, index) => differs(`${name} ${index}`, count, 0)),
      ),
      ...Array.from(platform.up).flatMap((up, instance) =>
        differs(`${plan.topology.instances[instance].name} is up`, up, 1),
      ),
      ...Array.from(network.latencyUs).flatMap((us, link) =>
        differs(`latency of link ${link}`, us, plan.network.latencyUs[link]!),
      ),
      ...Array.from(platform.linkUp).flatMap((up, link) => differs(`link ${link} is up`, up, 1)),
    ];
  },
};

const media: Law = {
  name: "media cross no link that is cut",
  holds: "always",
  broken: (run) => {
    const { world } = run;
    const { linkUp, linkFaults } = world.platform;
    const cut = [...linkUp.keys()].filter((link) => linkFaults.isCut(link, CLASS.SIGNALLING));
    return cut.flatMap((link) =>
      live(world)
        .filter((call) => crossesLink(world, call, link))
        .map((call) => `${flowOf(run, call)} over link ${link}`),
    );
  },
};

export const machineLaws: readonly Law[] = [legs, rows, awaited, noGhosts, media, mended];
