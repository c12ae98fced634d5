import {
  type Action,
  ATTRIBUTES,
  type Label,
  OUTCOMES,
  PHASES,
  type Role,
  STREAMS,
} from "./actions.ts";
import { type Detail, isLeftOut, withoutMoments } from "./detail.ts";
import { actionsOf, endsWithOutcome, type Flow } from "./flow.ts";
import { MESSAGE_KINDS, type MessageKind } from "./messages.ts";
import { exits } from "./paths.ts";
import { problemsOf } from "./problems.ts";
import { type CompiledFlow, OP, type Row } from "./program.ts";

export const ACTIVITIES = ["ringing", "talking", "afterCallWork"] as const;
export const HOLDINGS = ["trunk", "mediaPort"] as const;
export const QUESTIONS = ["contained", "challengeRefresh"] as const;
export const MILESTONES = ["progress", "registered", "loggedIn"] as const;

/** Steps that may run before the message just received has been worked on. */
const NEED_NOT_SETTLE = new Set<number>([OP.DEPART, OP.PICK, OP.POST, OP.TELL, OP.REPORT, OP.DONE]);
const MERGED = new Set<Action["verb"]>(["send", "tell", "report", "replicate"]);

interface Block {
  readonly actions: readonly Action[];
  readonly step: string;
  /** The rows whose target is this block's first row. */
  readonly caller: Row | null;
  readonly joined: boolean;
}

/**
 * Compiles a flow table into integer steps. At call fidelity each stretch of messages becomes one
 * ACCOUNT row. Throws when the table breaks a rule.
 */
export function compile(flow: Flow, detail: Detail): CompiledFlow {
  const problems = problemsOf(flow);
  if (problems.length > 0) throw new Error(`flow ${flow.name}: ${problems.join("; ")}`);
  return new Assembler(flow, detail).assemble();
}

/** Labels that something leads to other than the line before. */
function labelsJumpedTo(flow: Flow): Set<Label> {
  const lines = [...Object.values(flow.steps), ...Object.values(flow.endings)];
  return new Set(
    lines
      .flatMap(actionsOf)
      .flatMap((action) => [
        ...exits(action).map(({ to }) => to),
        ...(action.verb === "goTo" ? [action.label] : []),
      ]),
  );
}

class Assembler {
  private readonly rows: Row[] = [];
  private readonly labels = new Map<Label, number>();
  private readonly fixes: { row: Row; target?: Label; other?: Label }[] = [];
  private readonly blocks: Block[] = [];
  private readonly picked = new Set<Role>();
  private readonly roles: Role[];
  private readonly segments: Action[][] = [];
  private readonly flow: Flow;
  private readonly signalling: boolean;
  private readonly detail: Detail;
  private segment: Action[] = [];
  private settled = true;
  private desktop = -1;
  private step = "";

  constructor(flow: Flow, detail: Detail) {
    this.flow = flow;
    this.detail = detail;
    this.signalling = detail.signalling;
    this.roles = Object.keys(flow.roles);
  }

  assemble(): CompiledFlow {
    const { flow, rows, labels, roles, segments } = this;
    const jumpedTo = labelsJumpedTo(flow);
    let straight: [Label, readonly Action[]][] = [];
    for (const [label, line] of Object.entries(flow.steps)) {
      if (jumpedTo.has(label)) {
        this.lines(straight);
        straight = [];
      }
      straight.push([label, actionsOf(line)]);
    }
    this.lines(straight);
    this.finish();
    for (const [label, line] of Object.entries(flow.endings)) {
      this.lines([[label, actionsOf(line)]]);
      this.finish();
    }
    for (let block = this.blocks.shift(); block; block = this.blocks.shift()) this.block(block);
    for (const { row, target, other } of this.fixes) {
      if (target !== undefined) row.target = labels.get(target)!;
      if (other !== undefined) row.other = labels.get(other)!;
    }
    const hasOutcome = endsWithOutcome(flow);
    return { name: flow.name, rows, labels, desktop: this.desktop, roles, segments, hasOutcome };
  }

  /** Lines that follow one another, none of which but the first is jumped to. */
  private lines(lines: readonly [label: Label, actions: readonly Action[]][]): void {
    const all = lines.flatMap(([label, actions]) => actions.map((action) => ({ label, action })));
    const modelled = withoutMoments(all.filter(({ action }) => !isLeftOut(action, this.detail)));
    for (const [label] of lines) {
      this.account();
      this.settle();
      this.step = label;
      this.labels.set(label, this.rows.length);
      for (const each of modelled) if (each.label === label) this.action(each.action);
    }
  }

  /** A detached leg: POST, FORK, or what a desktop server does. */
  private block(block: Block): void {
    const first = this.rows.length;
    if (block.caller) block.caller.target = first;
    else this.desktop = first;
    this.step = block.step;
    this.settled = true;
    for (const action of block.actions) if (!isLeftOut(action, this.detail)) this.action(action);
    if (block.joined) this.settle();
    this.finish();
  }

  private finish(): void {
    this.account();
    if (this.rows.at(-1)?.op !== OP.JUMP) this.emit(OP.DONE, null);
    this.settled = true;
  }

  private emit(op: number, action: Action | null, a = 0, b = 0, c = 0): Row {
    if (!NEED_NOT_SETTLE.has(op) && op !== OP.ARRIVE && op !== OP.SETTLE) this.settle();
    const row = { op, a, b, c, target: -1, other: -1, step: this.step, action };
    this.rows.push(row);
    return row;
  }

  private settle(): void {
    if (this.settled) return;
    this.settled = true;
    this.emit(OP.SETTLE, null);
  }

  /** Call fidelity: closes the stretch of signalling gathered so far. */
  private account(): void {
    if (this.segment.length === 0) return;
    const index = this.segments.push(this.segment) - 1;
    this.segment = [];
    this.emit(OP.ACCOUNT, null, index);
  }

  /** A detached leg finds its roles filled: its parent takes who is in turn, at the same moment. */
  private pickFor(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.verb === "send") this.pickOnce(action.to, action);
      else if ("actions" in action) this.pickFor(action.actions);
    }
  }

  private pickOnce(role: Role, action: Action): void {
    const { by } = this.flow.roles[role];
    if (!this.signalling || (by !== "turn" && by !== "node") || this.picked.has(role)) return;
    this.picked.add(role);
    this.emit(OP.PICK, action, this.role(role));
  }

  private role(name: Role): number {
    return this.roles.indexOf(name);
  }

  private action(action: Action): void {
    if (!this.signalling && this.merged(action)) return;
    if (!this.signalling && action.verb !== "post" && action.verb !== "desktop") this.account();
    this.encode(action);
  }

  /** Call fidelity: signalling joins the running segment; marks of it are dropped. */
  private merged(action: Action): boolean {
    if (action.verb === "mark" && action.milestone === "progress") return true;
    if (action.verb === "post" && action.actions.every((each) => this.isSignalling(each))) {
      this.segment.push(...action.actions.filter((each) => MERGED.has(each.verb)));
      return true;
    }
    if (!MERGED.has(action.verb)) return false;
    this.segment.push(action);
    return true;
  }

  private isSignalling(action: Action): boolean {
    return MERGED.has(action.verb) || (action.verb === "mark" && action.milestone === "progress");
  }

  private encode(action: Action): void {
    switch (action.verb) {
      case "send":
        return this.send(action.message, action.from, action.to, action.refused, action);
      case "post":
      case "fork": {
        const joined = action.verb === "fork";
        this.pickFor(action.actions);
        const caller = this.emit(joined ? OP.FORK : OP.POST, action);
        this.blocks.push({ actions: action.actions, step: this.step, caller, joined });
        return;
      }
      case "desktop":
        this.blocks.push({ actions: action.actions, step: this.step, caller: null, joined: false });
        return;
      case "join":
        if (this.rows.some(({ op }) => op === OP.FORK)) this.emit(OP.JOIN, action);
        return;
      case "untilRefresh":
        this.emit(OP.UNTIL_REFRESH, action);
        return;
      case "hold": {
        const row = this.emit(
          OP.HOLD,
          action,
          HOLDINGS.indexOf(action.holding),
          this.role(action.role),
        );
        this.fixes.push({ row, target: action.full });
        return;
      }
      case "free":
        this.emit(OP.FREE, action, HOLDINGS.indexOf(action.holding));
        return;
      default:
        this.encodeState(action);
    }
  }

  private encodeState(action: Action): void {
    switch (action.verb) {
      case "stream":
        this.emit(OP.STREAM, action, STREAMS.indexOf(action.stream));
        return;
      case "endStream":
        this.emit(OP.END_STREAM, action, STREAMS.indexOf(action.stream));
        return;
      case "enter":
        this.emit(OP.ENTER, action, PHASES.indexOf(action.phase));
        return;
      case "spend": {
        const cut = action.unless ? ATTRIBUTES.indexOf(action.unless.attribute) : -1;
        const row = this.emit(OP.SPEND, action, ATTRIBUTES.indexOf(action.attribute), cut);
        if (action.unless) this.fixes.push({ row, target: action.unless.then });
        return;
      }
      case "wait": {
        const row = this.emit(OP.WAIT, action, action.agent.slot);
        const lost = this.emit(OP.LEAVE_QUEUE, action, action.agent.slot);
        this.fixes.push({ row, other: action.full }, { row: lost, target: action.abandoned });
        return;
      }
      case "agent":
        this.emit(OP.AGENT, action, action.agent.slot, ACTIVITIES.indexOf(action.activity));
        return;
      case "releaseAgent":
        this.emit(OP.RELEASE_AGENT, action, action.agent.slot);
        return;
      default:
        this.encodeRest(action);
    }
  }

  private encodeRest(action: Action): void {
    switch (action.verb) {
      case "ask": {
        const row = this.emit(OP.ASK, action, QUESTIONS.indexOf(action.question));
        this.fixes.push({ row, target: action.yes });
        return;
      }
      case "tell":
        this.emit(
          OP.TELL,
          action,
          this.role(action.node),
          this.role(action.agent.owner),
          this.role(action.agent.desk),
        );
        return;
      case "report":
        this.emit(OP.REPORT, action, this.role(action.node));
        return;
      case "replicate":
        this.emit(OP.REPLICATE, action, this.role(action.from));
        return;
      case "pick":
        if (this.signalling) this.emit(OP.PICK, action, this.role(action.from));
        return;
      case "mark":
        this.emit(OP.MARK, action, MILESTONES.indexOf(action.milestone));
        return;
      case "end":
        this.emit(OP.END, action, OUTCOMES.indexOf(action.outcome));
        return;
      case "goTo": {
        const row = this.emit(OP.JUMP, action);
        this.fixes.push({ row, target: action.label });
      }
    }
  }

  private send(
    message: MessageKind,
    from: Role,
    to: Role,
    refused: Label | null,
    action: Action,
  ): void {
    this.pickOnce(to, action);
    const kind = MESSAGE_KINDS.indexOf(message);
    const depart = this.emit(OP.DEPART, action, kind, this.role(from), this.role(to));
    const arrive = this.emit(OP.ARRIVE, action, kind, this.role(from), this.role(to));
    if (refused !== null)
      this.fixes.push({ row: depart, target: refused }, { row: arrive, target: refused });
    this.settled = false;
  }
}
