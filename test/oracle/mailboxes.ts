import { streamOf } from "../../src/engine/streams.ts";
import { AGAIN_US } from "../../src/model/traffic/mailboxes.ts";
import type { Mailbox } from "../../src/scenario/types.ts";
import { broughtAlong } from "./callers.ts";
import type { Agent, Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { follow } from "./walk.ts";

interface Message {
  /** Index of the demand by which it is fetched. */
  readonly demand: number;
  readonly site: number;
  readonly lengthUs: number;
  readonly number: number;
}

interface Box extends Mailbox {
  readonly demand: number;
  readonly uniform: (purpose: string) => () => number;
  readonly delayUs: () => number;
}

/** Messages left, in one list of those that are due, the oldest first. */
export class Mailboxes {
  left = 0;
  retrieved = 0;
  private readonly due: Message[] = [];
  private readonly fetched = new Map<Call, Message>();
  private readonly boxes: readonly Box[];
  private readonly brought = new Map<number, ReturnType<typeof broughtAlong>>();
  private readonly oracle: Oracle;
  private numbered = 0;

  constructor(oracle: Oracle, replication: number) {
    this.oracle = oracle;
    const { scenario } = oracle;
    this.boxes = scenario.demand.flatMap((each, demand) => {
      const { mailbox } = each;
      if (mailbox === null) return [];
      const uniform = (purpose: string) => {
        const name = `traffic/${each.name}/${purpose}`;
        const stream = streamOf(scenario.run.seed, replication, name);
        return () => stream.next();
      };
      this.brought.set(demand, broughtAlong(each, uniform));
      const delay = uniform("delay");
      const { constant, mean, quantile } = mailbox.delay;
      const delayUs = () => Math.round(constant ? mean : quantile(delay()));
      return [{ ...mailbox, demand, uniform, delayUs }];
    });
  }

  ended(call: Call): void {
    const message = this.fetched.get(call);
    this.fetched.delete(call);
    const { nowUs } = this.oracle.agenda;
    if (message !== undefined) {
      if (call.outcome === "served") this.retrieved++;
      else this.dueAt(nowUs + AGAIN_US, message);
      return;
    }
    if (call.outcome !== "voicemail") return;
    this.left++;
    const box = this.boxes.find(({ of }) => of === call.demand)!;
    const { voicemailMessage: lengthUs } = call.attributes;
    const { site } = call;
    this.dueAt(nowUs + box.delayUs(), {
      demand: box.demand,
      site,
      lengthUs,
      number: this.numbered++,
    });
  }

  /** True when the agent fetches a message. */
  giveTo(agent: Agent): boolean {
    const { demand, queues } = this.oracle.scenario;
    const message = this.due.find((each) =>
      queues[demand[each.demand].queue].groups.includes(agent.group),
    );
    if (message === undefined) return false;
    this.fetch(message, agent);
    return true;
  }

  private dueAt(timeUs: number, message: Message): void {
    if (!Number.isFinite(timeUs)) return;
    this.oracle.agenda.at(timeUs, () => {
      this.due.push(message);
      this.due.sort((a, b) => a.number - b.number);
      const { queue } = this.oracle.scenario.demand[message.demand];
      const last = this.oracle.scenario.queues[queue].stages.length - 1;
      const agent = this.oracle.people.choose(queue, last, message.site);
      if (agent !== null) this.giveTo(agent);
    });
  }

  private fetch(message: Message, agent: Agent): void {
    const { oracle } = this;
    this.due.splice(this.due.indexOf(message), 1);
    const flow = oracle.flows.find(({ name }) => name === "voicemail-access")!;
    const { attributes, ...brought } = this.brought.get(message.demand)!(null);
    const call = oracle.newCall({
      flow,
      demand: message.demand,
      site: agent.site,
      attributes: { ...attributes, voicemailMessage: message.lengthUs },
      ...brought,
    });
    this.fetched.set(call, message);
    oracle.people.select(call, 0, agent);
    oracle.wake(
      oracle.newLeg(call, "main", (leg) => follow(oracle, leg, "1")),
      oracle.nowUs,
    );
  }
}
