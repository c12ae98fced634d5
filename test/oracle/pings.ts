import { streamOf } from "../../src/engine/streams.ts";
import type { MessageKind } from "../../src/model/messages.ts";
import type { Appointment } from "./agenda.ts";
import type { Oracle } from "./oracle.ts";

/** Who pings whom, from one ping to the next, and how many unanswered ones count. */
interface Pair {
  readonly from: number;
  readonly to: number;
  readonly checkUs: number;
  readonly forceUs: number;
  readonly misses: number;
}

/**
 * SIP Proxies ping all SIP Servers, SBCs the SIP Proxies of their site. At call fidelity a ping and
 * its answer are bytes on their links, whatever fails.
 */
export function startPings(oracle: Oracle, replication: number): void {
  const { machinery, scenario } = oracle;
  const { oosCheckUs, oosForceUs, sbcCheckUs, sbcMisses } = scenario.signalling.options;
  const all = (component: string) =>
    scenario.sites.flatMap((_, site) => machinery.instancesOf(component, { site }));
  const phases = streamOf(scenario.run.seed, replication, "OPTIONS pings");
  const bySbc = all("sbc").flatMap((from) => {
    const { site } = machinery.machines[from].instance;
    return machinery
      .instancesOf("sipProxy", { site })
      .map((to) => ({ from, to, checkUs: sbcCheckUs, forceUs: sbcCheckUs, misses: sbcMisses }));
  });
  const byProxy = all("sipProxy").flatMap((from) =>
    machinery.topology.nodes.map((to) => {
      return { from, to, checkUs: oosCheckUs, forceUs: oosForceUs, misses: 1 };
    }),
  );
  const start = oracle.isMessage ? startPair : bookPair;
  for (const pair of [...bySbc, ...byProxy].sort((a, b) => a.from - b.from))
    if (pair.checkUs > 0) start(oracle, pair, Math.floor(phases.next() * pair.checkUs));
}

function bookPair({ machinery, agenda }: Oracle, { from, to, checkUs }: Pair, phaseUs: number) {
  const book = (): void => {
    machinery.countBytes(machinery.wireBetween(from, to), "OPTIONS", 1);
    machinery.countBytes(machinery.wireBetween(to, from), "OK_OPTIONS", 1);
    agenda.at(agenda.nowUs + checkUs, book);
  };
  agenda.at(phaseUs, book);
}

function startPair(oracle: Oracle, { from, to, checkUs, forceUs, misses }: Pair, phaseUs: number) {
  const { machinery, agenda, scenario } = oracle;
  const [pinger, target] = [machinery.machines[from], machinery.machines[to]];
  const { place } = pinger.instance;
  const stated = scenario.faults.filter(
    (fault) => fault.target === target.instance.name && fault.detectionUs < Infinity,
  );
  let missed = 0;
  let openPings = 0;
  let underWay = false;
  let inQueue: { readonly entry: Appointment; readonly stops: number } | null = null;
  const isNode = machinery.topology.nodes.includes(to);
  target.watchedFrom.add(place);

  const carry = (message: MessageKind, sender: number, receiver: number, then: () => void) => {
    oracle.pingMessages++;
    const arrivesUs = machinery.transmit(sender, receiver, message, oracle.nowUs);
    underWay = machinery.wireBetween(sender, receiver).up;
    if (!underWay) return;
    agenda.at(arrivesUs, () => {
      underWay = false;
      if (machinery.machines[receiver].up) then();
    });
  };
  const reply = () => {
    const { stops } = target;
    underWay = true;
    const entry = agenda.at(machinery.work(to, "OPTIONS", oracle.nowUs), () => {
      underWay = false;
      inQueue = null;
      if (target.stops === stops) carry("OK_OPTIONS", to, from, hear);
    });
    inQueue = { entry, stops };
  };
  const hear = () => {
    machinery.work(from, "OK_OPTIONS", oracle.nowUs);
    missed = 0;
    openPings = 0;
    target.silentUntilUs.delete(place);
  };
  const due = (): void => {
    if (pinger.up) {
      if (openPings > 0) missed++;
      const isForOthersToSay = stated.some(
        ({ atUs, forUs }) => oracle.nowUs >= atUs && oracle.nowUs < atUs + forUs,
      );
      if (missed >= misses && !isForOthersToSay) target.silentUntilUs.set(place, Infinity);
      openPings++;
      if (inQueue !== null && inQueue.stops !== target.stops) {
        inQueue.entry.calledOff = true;
        inQueue = null;
        underWay = false;
      }
      // The other member of a pair, whose turn it is every second time, has nothing to say.
      const isForOther = isNode && missed >= misses && (missed - misses) % 2 === 0;
      if (!underWay) carry("OPTIONS", from, to, isForOther ? () => {} : reply);
    } else {
      missed = 0;
      openPings = 0;
    }
    agenda.at(oracle.nowUs + (missed >= misses ? forceUs : checkUs), due);
  };
  agenda.at(phaseUs, due);
}
