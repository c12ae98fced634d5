import { streamOf } from "../engine/streams.ts";
import type { Plan } from "./plan.ts";
import { type SrvAnswer, srvAnswersOf } from "./srv.ts";

type View = readonly (readonly SrvAnswer[])[];

/**
 * What DNS says, and what each client believes. A client asks when it looks for a server and its
 * last answer is older than the TTL of the records (RFC 1035 3.2.1), so that a change reaches each
 * one within a TTL of its own phase. Clients are instances and, behind them, agents' phones.
 */
export class Resolver {
  private readonly plan: Plan;
  private readonly ttlUs: number;
  /** By client: until when it believes its answer, and which it is. */
  private readonly untilUs: Float64Array;
  private readonly viewOf: Int32Array;
  /** What DNS has said so far, the last one now. */
  private readonly views: View[];
  /** By site: how many faults keep its records out. */
  private readonly withdrawn: Int32Array;

  constructor(plan: Plan, agents: number, replication: number) {
    const { scenario, topology, srv } = plan;
    this.plan = plan;
    this.ttlUs = scenario.dns.ttlUs;
    const phases = streamOf(scenario.run, replication, "DNS");
    this.viewOf = new Int32Array(topology.instances.length + agents);
    this.untilUs = Float64Array.from(this.viewOf, () => Math.floor(phases.next() * this.ttlUs));
    this.views = [srv];
    this.withdrawn = new Int32Array(scenario.sites.length);
  }

  /** What a client at a site believes of a component at `nowUs`. */
  answer(client: number, component: number, site: number, nowUs: number): SrvAnswer {
    if (this.untilUs[client] <= nowUs) {
      this.untilUs[client] = nowUs + this.ttlUs;
      this.viewOf[client] = this.views.length - 1;
    }
    return this.views[this.viewOf[client]][component][site];
  }

  /** The records of a site's instances are taken out. */
  withdraw(site: number): void {
    this.withdrawn[site]++;
    this.change();
  }

  restore(site: number): void {
    this.withdrawn[site]--;
    this.change();
  }

  /** Where no site is left, clients keep what they have: RFC 8767. */
  private change(): void {
    const { scenario, topology } = this.plan;
    if (this.withdrawn.every((faults) => faults > 0)) return;
    this.views.push(srvAnswersOf(scenario, topology, this.withdrawn));
  }
}
