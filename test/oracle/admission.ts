import type { Admit, Role } from "../../src/model/actions.ts";
import { mediaBySeat } from "./access.ts";
import { placeOf } from "./closedForm.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** The hops of a media path between places that differ, or between unlike ends at one place. */
export function hopsOf(
  oracle: Oracle,
  call: Call,
  whole: readonly Role[],
): readonly (readonly [number, number])[] {
  const component = (role: Role) => {
    const cast = call.flow.roles[role];
    return cast.by === "place" ? cast.place : cast.component;
  };
  const path = mediaBySeat(oracle, call, whole);
  return path.slice(1).flatMap((far, i) => {
    const near = path[i];
    const [a, b] = [placeOf(oracle, call, near), placeOf(oracle, call, far)];
    return a === b && component(near) === component(far) ? [] : [[a, b] as const];
  });
}

/** Whether any link has room for so many streams only. */
export const admits = ({ scenario }: Oracle): boolean =>
  scenario.links.some(({ streamsMax }) => streamsMax < Number.POSITIVE_INFINITY);

/** Keeps room for a stream on all of its links; false where one of them is full. */
export function admit(oracle: Oracle, call: Call, action: Admit): boolean {
  const replaced = action.instead === undefined ? undefined : call.rooms.get(action.instead);
  const others = oracle.calls.flatMap((each) =>
    [...each.rooms]
      .filter(([stream]) => each !== call || stream !== action.instead)
      .flatMap(([, path]) => hopsOf(oracle, each, path)),
  );
  const own = hopsOf(oracle, call, action.path);
  const before = replaced ? hopsOf(oracle, call, replaced) : [];
  const fits = oracle.scenario.links.every(({ from, to, streamsMax }) => {
    const count = (hops: readonly (readonly [number, number])[]) =>
      hops.filter(([a, b]) => (a === from && b === to) || (a === to && b === from)).length *
      (from === to ? 2 : 1);
    if (count(own) === 0 || count(before) > 0) return true;
    return count(others) + count(own) <= streamsMax;
  });
  if (fits) call.rooms.set(action.stream, action.path);
  return fits;
}
