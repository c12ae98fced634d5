import type { Attempt } from "../../src/model/outbound/recordList.ts";
import type { Campaigns } from "../../src/model/traffic/campaigns.ts";
import type { World } from "../../src/model/world.ts";
import { Doors } from "./doors.ts";

/** What an outsider sees of the records of campaigns: who is dialled, and how often. */
export class Watch {
  /** Numbers dialled while their last attempt still went on, or out of turn. */
  readonly faults: string[] = [];
  readonly doors: Doors;
  /** By campaign and record: attempts so far. */
  private readonly attempts = new Map<string, number>();
  /** By call: its record. */
  private readonly underWay = new Map<number, string>();

  constructor(world: World) {
    const { campaigns } = world;
    this.doors = new Doors(world);
    if (campaigns === null) return;
    const begin = campaigns.begin.bind(campaigns);
    const ended = campaigns.ended.bind(campaigns);
    const watched: Pick<Campaigns, "begin" | "ended"> = {
      begin: (...given) => {
        this.begins(world, given[1], given[2]);
        begin(...given);
      },
      ended: (...given) => {
        this.underWay.delete(given[1]);
        ended(...given);
      },
    };
    Object.assign(campaigns, watched);
  }

  private begins({ calls, plan }: World, call: number, { record, attempt }: Attempt): void {
    const demand = plan.scenario.demand[calls.demand[call]];
    const name = `record ${record} of ${demand.name}`;
    const rules = Object.values(demand.campaign!.redial);
    const most = 1 + Math.max(...rules.map(({ redials }) => redials));
    const before = this.attempts.get(name) ?? 0;
    if ([...this.underWay.values()].includes(name))
      this.faults.push(`${name} dialled twice at once`);
    if (attempt !== before + 1) this.faults.push(`${name}: attempt ${attempt} after ${before}`);
    if (attempt > most) this.faults.push(`${name}: attempt ${attempt} of ${most}`);
    this.attempts.set(name, before + 1);
    this.underWay.set(call, name);
  }
}
