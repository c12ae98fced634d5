import { firstSendersTo } from "../../src/model/flow.ts";
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
  const sender = firstSendersTo(call.flow).get(role);
  // Who is never sent anything but files is known everywhere.
  const place =
    sender === undefined ? 0 : machinery.machines[call.roles.get(sender)!].instance.place;
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
  if (cast.by === "place" || cast.by === "bound" || cast.by === "given") return undefined;
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
  const site = siteOf(firstSendersTo(call.flow).get(role));
  const own = machinery.instancesOf(cast.component, { site });
  const all = machinery.instancesOf(cast.component, {});
  const unknown = oracle.dns.unknownTo(call, role);
  const isAlone = oracle.scenario.dns.srvView === "local-only" && !unknown.has(site);
  const may = (number: number) =>
    mayBe(number) && !unknown.has(machinery.machines[number].instance.site);
  const view = (isAlone ? [own] : [own, all]).find((numbers) => numbers.some(may));
  if (view === undefined) return undefined;
  const weights = all.map((number) => weightOf(oracle, number));
  const isEven = new Set(weights).size === 1 && weights[0] > 0;
  if (cast.order === "turn" && isEven) return machinery.inTurn(view, may);
  return byWeight(oracle, `srv/${call.flow.name}/${role}`, view.filter(may));
}

const weightOf = ({ machinery, scenario }: Oracle, number: number): number =>
  scenario.dns.weights[machinery.machines[number].instance.name];

/** RFC 2782: of all, those of weight 0 first, the first whose running sum reaches what is drawn. */
function byWeight(oracle: Oracle, purpose: string, candidates: readonly number[]): number {
  const weight = (number: number) => weightOf(oracle, number);
  const isZero = (number: number) => weight(number) === 0;
  const inOrder = [...candidates.filter(isZero), ...candidates.filter((number) => !isZero(number))];
  const upTo = (i: number) => inOrder.slice(0, i + 1).reduce((sum, each) => sum + weight(each), 0);
  const drawn = Math.floor(oracle.draw(purpose) * (upTo(inOrder.length) + 1));
  return inOrder.find((_, i) => upTo(i) >= drawn)!;
}
