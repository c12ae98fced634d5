/** A directed edge that takes any flow, at a cost for each unit. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** At least 0. */
  readonly cost: number;
}

/** What may still be sent: along an edge, or back along what it carries. */
interface Residual {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  readonly edge: number;
  readonly isBack: boolean;
}

/**
 * The cheapest whole flow that takes what nodes supply to where it is wanted, edge by edge.
 * SOURCE: successive shortest paths (Ahuja, Magnanti and Orlin 1993, section 9.7).
 * @param supplies by node, below 0: what it wants; they add up to 0
 * @throws Error where no edges lead to what is wanted
 */
export function cheapestFlow(supplies: readonly number[], edges: readonly Edge[]): number[] {
  const left = [...supplies];
  const flow = edges.map(() => 0);
  const both = edges.flatMap(({ from, to, cost }, edge): Residual[] => [
    { from, to, cost, edge, isBack: false },
    { from: to, to: from, cost: -cost, edge, isBack: true },
  ]);
  while (left.some((supply) => supply > 0)) {
    const path = shortestPath(left, both, flow);
    const first = path[0]!.from;
    const last = path.at(-1)!.to;
    const room = path.map(({ edge, isBack }) => (isBack ? flow[edge]! : Infinity));
    const amount = Math.min(left[first]!, -left[last]!, ...room);
    for (const { edge, isBack } of path) flow[edge]! += isBack ? -amount : amount;
    left[first]! -= amount;
    left[last]! += amount;
  }
  return flow;
}

/** From any node with something left to the nearest that wants some (Bellman and Ford). */
function shortestPath(
  left: readonly number[],
  edges: readonly Residual[],
  flow: readonly number[],
): Residual[] {
  const usable = edges.filter(({ edge, isBack }) => !isBack || flow[edge]! > 0);
  const distance = left.map((supply) => (supply > 0 ? 0 : Infinity));
  const reachedBy = left.map((): Residual | undefined => undefined);
  for (let isShorter = true; isShorter; ) {
    isShorter = false;
    for (const each of usable) {
      if (!(distance[each.from]! + each.cost < distance[each.to]!)) continue;
      distance[each.to] = distance[each.from]! + each.cost;
      reachedBy[each.to] = each;
      isShorter = true;
    }
  }
  const wanting = left.flatMap((supply, node) => (supply < 0 ? [node] : []));
  const nearest = wanting.reduce((best, node) => (distance[node]! < distance[best]! ? node : best));
  const path: Residual[] = [];
  for (let edge = reachedBy[nearest]; edge !== undefined; edge = reachedBy[edge.from])
    path.unshift(edge);
  if (path.length === 0) throw new Error(`nothing leads to node ${nearest}`);
  return path;
}
