import type { Action, AgentRoles, Label, Role, Send } from "./actions.ts";
import { ALONE, desktopBlocks } from "./blocks.ts";
import { type Again, type Block, BOOKED, isInstant, NEED_NOT_SETTLE } from "./compileRules.ts";
import { type Detail, isLeftOut, reachedIn, withoutMoments } from "./detail.ts";
import { behindSbc, directly, proxied } from "./direct.ts";
import { type Code, encode, type Inside, isInside, type LegAction, opening } from "./encode.ts";
import { actionsOf, agentSlots, endsWithOutcome, type Flow, refusalOf, slotsOf } from "./flow.ts";
import { type Filled, waysThrough } from "./lineStates.ts";
import { ANSWERS } from "./messages.ts";
import { Picks } from "./picks.ts";
import { problemsInLines, problemsOnWays } from "./problems.ts";
import { type CompiledFlow, OP, type Row } from "./program.ts";
import { Requests } from "./requests.ts";
import { RowList } from "./rowList.ts";

/**
 * Compiles a flow table into integer steps. At call fidelity each stretch of messages becomes one
 * ACCOUNT row. Throws when the table breaks a rule.
 */
export function compile(flow: Flow, detail: Detail): CompiledFlow {
  mustBeSound(flow, problemsInLines(flow));
  const ways = waysThrough(flow, detail.answers);
  mustBeSound(flow, problemsOnWays(flow, ways));
  return new Assembler(flow, detail, ways.filled).assemble();
}

function mustBeSound({ name }: Flow, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`flow ${name}: ${problems.join("; ")}`);
}

class Assembler {
  private readonly list = new RowList();
  private readonly blocks: Block[] = [];
  private readonly requests = new Requests();
  private readonly slots: ReadonlyMap<Role, number>;
  private readonly picks: Picks;
  /** Agents whose phones may do without an SBC. */
  private readonly proxied: readonly AgentRoles[];
  private readonly roles: Role[];
  private readonly segments: Action[][] = [];
  private readonly flow: Flow;
  private readonly signalling: boolean;
  private readonly detail: Detail;
  /** Call fidelity: the signalling gathered since the last ACCOUNT row, and whose agent it is. */
  private segment: Action[] = [];
  private slot = 0;
  private settled = true;
  /** First row of what is being assembled: a run of lines, an ending, a detached leg. */
  private start = 0;
  private readonly desktop = agentSlots.map(() => -1);

  constructor(flow: Flow, detail: Detail, filled: Filled) {
    this.flow = flow;
    this.detail = detail;
    this.signalling = detail.signalling;
    this.roles = Object.keys(flow.roles);
    this.slots = slotsOf(flow);
    this.proxied = detail.direct ? proxied(flow) : [];
    this.picks = new Picks(flow, detail.answers, filled);
  }

  assemble(): CompiledFlow {
    const { flow, roles, segments } = this;
    const { rows, labels } = this.list;
    const { reached, jumpedTo } = reachedIn(flow, this.detail);
    let straight: [Label, readonly Action[]][] = [];
    for (const [label, line] of Object.entries(flow.steps)) {
      if (!reached.has(label)) continue;
      if (jumpedTo.has(label)) {
        this.lines(straight);
        straight = [];
      }
      straight.push([label, actionsOf(line)]);
    }
    this.lines(straight);
    this.finish();
    for (const [label, line] of Object.entries(flow.endings)) {
      if (!reached.has(label)) continue;
      this.lines([[label, actionsOf(line)]]);
      this.finish();
    }
    for (let block = this.blocks.shift(); block; block = this.blocks.shift()) this.block(block);
    this.requests.layAgain(this.list);
    this.list.resolve();
    const hasOutcome = endsWithOutcome(flow);
    return { name: flow.name, rows, labels, desktop: this.desktop, roles, segments, hasOutcome };
  }

  /** Lines that follow one another, none of which but the first is jumped to. */
  private lines(lines: readonly [label: Label, actions: readonly Action[]][]): void {
    const all = lines.flatMap(([label, actions]) => actions.map((action) => ({ label, action })));
    const modelled = withoutMoments(all.filter(({ action }) => !isLeftOut(action, this.detail)));
    this.picks.beginLines(lines.map(([label]) => label));
    for (const [label] of lines) {
      this.account();
      this.settle();
      this.picks.beginLine(label);
      this.list.begin(label);
      for (const each of modelled) if (each.label === label) this.action(each.action);
    }
  }

  /** A detached leg: POST, FORK, or what a desktop server does. */
  private block(block: Block): void {
    const first = this.list.length;
    if (block.caller) block.caller.target = first;
    else this.desktop[block.slot] = first;
    this.list.step = block.step;
    this.settled = true;
    this.picks.goOn(block.picked);
    const declined = block.again?.action.declined;
    if (declined !== undefined)
      this.emit(
        { op: OP.IF_DECLINED, a: this.role(block.again!.action.to), target: declined },
        null,
      );
    for (const action of block.actions) if (!isLeftOut(action, this.detail)) this.action(action);
    if (block.joined) this.settle();
    if (block.again) this.again(block.again);
    else this.finish();
  }

  /** The end of a refusal, or of a request without answer: another receiver, or the ending. */
  private again({ action, depart, at, isChoice }: Again): void {
    const isInvite = action.message === "INVITE";
    const to = { a: this.role(action.to), b: Number(isChoice || !isInvite) };
    const target = action.refused === null ? {} : { target: action.refused };
    // To its SETTLE row: who holds the request back or gets no answer comes without a refusal. A
    // phone whose REGISTER gets no answer gives up when its SBC does.
    if (isInvite) depart.other = this.list.length;
    this.emit({ op: OP.CHOOSE_AGAIN, ...to, ...target }, null).other = at;
    this.start = this.list.length;
    this.settled = true;
  }

  private finish(): void {
    this.account();
    const isEmpty = this.list.length === this.start;
    if (isEmpty || this.list.rows.at(-1)?.op !== OP.JUMP) this.emit({ op: OP.DONE }, null);
    this.start = this.list.length;
    this.settled = true;
  }

  private emit(code: Code, action: Action | null): Row {
    if (!NEED_NOT_SETTLE.has(code.op)) this.settle();
    return this.list.append(code, action);
  }

  private settle(): void {
    if (this.settled) return;
    this.settled = true;
    this.emit({ op: OP.SETTLE }, null);
  }

  /** Call fidelity: closes the stretch of signalling gathered so far. */
  private account(): void {
    if (this.segment.length === 0) return;
    const index = this.segments.push(this.segment) - 1;
    this.segment = [];
    this.emit({ op: OP.ACCOUNT, a: index, b: this.slot }, null);
  }

  /** Each stretch speaks of one agent at most, whose site its row counts by. */
  private gather(action: Action): void {
    const slot = this.slotOf(action);
    if (slot !== undefined && slot !== this.slot) {
      this.account();
      this.slot = slot;
    }
    this.segment.push(action);
  }

  private slotOf(action: Action): number | undefined {
    if (action.verb === "tell") return action.agent.slot;
    if (action.verb !== "send") return undefined;
    return this.slots.get(action.from) ?? this.slots.get(action.to);
  }

  /** A detached leg finds its roles filled: its parent takes who is in turn, at the same moment. */
  private pickFor(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.verb === "send") this.pickOnce(action.to, action);
      else if ("actions" in action) this.pickFor(action.actions);
    }
  }

  /** True when the role is filled here. */
  private pickOnce(role: Role, action: Action): boolean {
    if (!this.signalling || this.picks.has(role)) return false;
    this.picks.add(role);
    this.emit({ op: OP.PICK, a: this.role(role) }, action);
    return true;
  }

  private role(name: Role): number {
    return this.roles.indexOf(name);
  }

  private action(action: Action): void {
    if (isInside(action)) this.inside(action);
    else if (this.signalling) this.encode(action);
    else if (isInstant(action)) this.book(action);
    else {
      this.account();
      this.encode(action);
    }
  }

  /** Call fidelity: signalling joins the stretch gathered so far, but for its marks. */
  private book(action: Action): void {
    if (action.verb === "post") for (const each of action.actions) this.book(each);
    else if (BOOKED.has(action.verb)) this.gather(action);
  }

  /** Whom it does not concern, or no longer, goes past; what it fills is known only in it. */
  private inside(action: Inside): void {
    this.account();
    const choice = this.emit(
      opening(action, (role) => this.role(role)),
      action,
    );
    const at = this.list.length - 1;
    const whom = action.verb === "when" ? action : undefined;
    const before = this.picks.enter(this.list.step, whom);
    for (const each of action.actions) if (!isLeftOut(each, this.detail)) this.action(each);
    this.account();
    this.settle();
    if (action.verb === "times") this.emit({ op: OP.JUMP }, null).target = at;
    this.picks.leave(before, whom);
    choice.target = this.list.length;
    this.list.lead(OP.SERVED, at);
  }

  private encode(action: Exclude<Action, Inside>): void {
    if (action.verb === "connect") this.picks.add(action.node);
    if (action.verb === "reach") for (const each of action.roles) this.picks.add(each);
    if (action.verb === "pick") this.picks.add(action.from);
    if ("actions" in action) {
      this.startLeg(action);
      return;
    }
    if (action.verb === "send") {
      this.send(action);
      return;
    }
    if (action.verb === "join" && !this.list.rows.some(({ op }) => op === OP.FORK)) return;
    for (const code of encode(action, (role) => this.role(role))) this.emit(code, action);
  }

  /** A message over one hop. An INVITE that chose its receiver may choose another (RFC 3263). */
  private hop(action: Send): void {
    const isChoice = this.pickOnce(action.to, action) && action.message === "INVITE";
    const at = this.list.length;
    const codes = encode(action, (role) => this.role(role));
    const [depart, arrive] = codes.map((code) => this.emit(code, action));
    this.settled = false;
    if (action.message in ANSWERS) this.requests.expectAnswer(arrive);
    if (!isChoice && action.refused === null) return;
    const again = { action, depart, at, isChoice };
    const actions = refusalOf(this.flow, action);
    this.later({ ...ALONE, actions, caller: arrive, again });
  }

  /** A message by way of an agent's SBC is also compiled without, for phones that have none. */
  private send(action: Send): void {
    const agent = behindSbc(this.proxied, action);
    if (agent === undefined) {
      this.hop(action);
      return;
    }
    const choice = this.emit({ op: OP.IF_DIRECT, a: agent.slot }, action);
    const before = this.picks.now();
    this.hop(action);
    const after = this.picks.now();
    const direct = directly(action, agent);
    const past = direct && this.list.append({ op: OP.JUMP }, null);
    choice.target = this.list.length;
    if (direct === null || past === null) return;
    this.picks.goOn(before);
    this.hop(direct);
    this.picks.goOn(after);
    past.target = this.list.length;
  }

  private startLeg(action: LegAction): void {
    const { actions, verb } = action;
    const joined = verb === "fork";
    this.pickFor(actions);
    const op = joined ? OP.FORK : OP.POST;
    if (verb === "desktop") {
      for (const each of desktopBlocks(this.flow)) this.later(each);
      return;
    }
    this.later({ ...ALONE, actions, caller: this.emit({ op }, action), joined });
  }

  private later(block: Omit<Block, "step" | "picked">): void {
    this.blocks.push({ ...block, step: this.list.step, picked: this.picks.now() });
  }
}
