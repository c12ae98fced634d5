import { streamOf } from "../../src/engine/streams.ts";
import { firstSenderTo } from "../../src/model/flow.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Fills a role with its place, or with who is chosen: one that is avoided, if all are. */
export function pick(oracle: Oracle, call: Call, role: string): void {
  const cast = call.flow.roles[role];
  call.forgotten.delete(role);
  if (cast.by === "place") {
    // The places of an agent come with the agent.
    call.roles.set(role, oracle.machinery.topology.carrier);
    return;
  }
  const number = pickUntried(oracle, call, role, []) ?? among(oracle, call, role, () => true);
  call.roles.set(role, number!);
}

/** Who may play a role and was neither avoided nor tried. */
export function pickUntried(
  oracle: Oracle,
  call: Call,
  role: string,
  tried: readonly number[],
): number | undefined {
  const { machinery, nowUs } = oracle;
  const sender = call.roles.get(firstSenderTo(call.flow, role)!)!;
  const { place } = machinery.machines[sender].instance;
  return among(
    oracle,
    call,
    role,
    (number) => !machinery.isAvoided(number, place, nowUs) && !tried.includes(number),
  );
}

function among(
  oracle: Oracle,
  call: Call,
  role: string,
  mayBe: (number: number) => boolean,
): number | undefined {
  const { machinery } = oracle;
  const cast = call.flow.roles[role];
  if (cast.by === "place" || cast.by === "bound") return undefined;
  const siteOf = (near: string | undefined) => {
    const site = near === undefined ? -1 : machinery.machines[call.roles.get(near)!].instance.site;
    return site < 0 ? call.site : site;
  };
  if (cast.by === "node") {
    const { node } = machinery.machines[call.roles.get(cast.node)!].instance;
    return machinery.inTurn(machinery.instancesOf(cast.component, { node }), mayBe);
  }
  if (cast.by === "turn") {
    const where = machinery.isClusterWide(cast.component) ? {} : { site: siteOf(cast.near) };
    return machinery.inTurn(machinery.instancesOf(cast.component, where), mayBe);
  }
  const site = siteOf(firstSenderTo(call.flow, role));
  const own = machinery.instancesOf(cast.component, { site });
  const all = machinery.instancesOf(cast.component, {});
  const views = oracle.scenario.dns.srvView === "local-only" ? [own] : [own, all];
  const view = views.find((numbers) => numbers.some(mayBe));
  if (view === undefined) return undefined;
  if (cast.order === "turn") return machinery.inTurn(view, mayBe);
  return byWeight(oracle, `srv/${call.flow.name}/${role}`, view.filter(mayBe));
}

/** RFC 2782 with weights of 50: the first whose running sum reaches a number from 0 to the sum. */
function byWeight(oracle: Oracle, purpose: string, candidates: readonly number[]): number {
  const known = oracle.draws.get(purpose);
  const stream = known ?? streamOf(oracle.scenario.run.seed, oracle.replication, purpose);
  oracle.draws.set(purpose, stream);
  const drawn = Math.floor(stream.next() * (50 * candidates.length + 1));
  return candidates.find((_, i) => 50 * (i + 1) >= drawn)!;
}
