import type { Distribution } from "../../engine/distributions/types.ts";
import { PAIRS } from "../pairs.ts";
import {
  CAUSES,
  type Cause,
  failMembers,
  mendMembers,
  PROMOTION,
  promote,
  promotedAfterUs,
} from "./members.ts";
import type { FaultKind, Strike } from "./types.ts";

const LAW: Readonly<Record<Cause, keyof typeof PROMOTION>> = {
  exit: "afterExit",
  hang: "afterHang",
  hostLoss: "afterHostLoss",
};

const promotionUs = ({ options }: Strike, draw: number): number =>
  promotedAfterUs(options[LAW[options.cause as Cause]] as Distribution, draw);

/**
 * The active member of a hot-standby pair (OCS: warm) fails and the other one takes over (facts
 * 1.3). Established calls go on. SIP transactions in flight are retried by their timers, to the
 * dead member while proxies take it for the active one; T-Library and HTTP clients open a new
 * connection and ask again. Until the failed member is back and checked, the pair has one: the next
 * failure takes it down, calls and all. It strikes whichever member is active.
 */
export const pairSwitchover: FaultKind = {
  name: "pairSwitchover",
  meaning: "The active member of a hot-standby pair fails; the other one takes over, calls go on",
  strikes: "instance",
  components: PAIRS,
  mayShareCause: true,
  options: {
    cause: {
      words: CAUSES,
      meaning: "How the active member fails: its process, it hangs, its host",
    },
    ...PROMOTION,
  },
  onset: (world, strike, draw) => {
    const { active } = world.platform.pairs!;
    strike.members.push(...strike.instances.map((pair) => ({ pair, member: active[pair] })));
    failMembers(world, strike.members, promotionUs(strike, draw));
  },
  phases: (strike, draw) => [
    { afterUs: promotionUs(strike, draw), act: (world) => promote(world, strike.members) },
  ],
  recovery: (world, { members, options }) => mendMembers(world, members, options.check as number),
};
