import { streamOf } from "../../src/engine/streams.ts";
import { firstSendersTo } from "../../src/model/flow.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Sites that a client believes to be out of DNS, and until when. */
interface Belief {
  untilUs: number;
  missing: ReadonlySet<number>;
}

/** DNS as it is, and as each machine and each phone last heard. */
export class Dns {
  private readonly faults = new Map<number, number>();
  private readonly beliefs: Belief[];
  private missing: ReadonlySet<number> = new Set();
  private readonly oracle: Oracle;

  constructor(oracle: Oracle, replication: number) {
    this.oracle = oracle;
    const { scenario, machinery, people } = oracle;
    const phases = streamOf(scenario.run.seed, replication, "DNS");
    const clients = [...machinery.machines, ...people.agents];
    const { ttlUs } = scenario.dns;
    this.beliefs = clients.map(() => {
      return { untilUs: Math.floor(phases.next() * ttlUs), missing: this.missing };
    });
  }

  /** One fault more or less keeps a site out. When none would be left, nothing changes. */
  change(site: number, faults: 1 | -1): void {
    this.faults.set(site, (this.faults.get(site) ?? 0) + faults);
    const missing = [...this.faults].filter(([, count]) => count > 0).map(([out]) => out);
    if (missing.length < this.oracle.scenario.sites.length) this.missing = new Set(missing);
  }

  /** Sites that who looks for a role does not know of. */
  unknownTo(call: Call, role: string): ReadonlySet<number> {
    const { machinery, scenario, nowUs } = this.oracle;
    const sender = firstSendersTo(call.flow).get(role)!;
    const slot = this.oracle.agentRoles(call.flow).findIndex(({ sbc }) => sbc === sender);
    const agent = call.agents[slot];
    const isPhone = agent?.seat.isDirect === true;
    const number = isPhone ? machinery.machines.length + agent.number : call.roles.get(sender)!;
    const belief = this.beliefs[number];
    if (belief.untilUs <= nowUs) {
      belief.untilUs = nowUs + scenario.dns.ttlUs;
      belief.missing = this.missing;
    }
    return belief.missing;
  }
}
