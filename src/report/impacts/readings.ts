import { find } from "../findings.ts";
import { quantity } from "../format.ts";
import type { Findings } from "../types.ts";
import type { FunctionName, Mode } from "./published.ts";

/** What a run did in a cell of the matrix, and the figure that says so. */
export interface Reading {
  readonly says: string;
  /** Metric and scope as `expect` names them. */
  readonly metric: string;
  readonly shown: string;
}

/** Which row of the services table stands for a function. */
export const SERVICE_OF: Readonly<Record<FunctionName, string>> = {
  agentLogin: "desktop",
  callback: "queueCallback",
  historicalFeed: "download",
  designer: "designer",
  callRouting: "voiceRouting",
  provisioning: "administration",
  reporting: "historicalReporting",
  playback: "recording",
  wfm: "wfm",
  voicemail: "voicemail",
  digital: "digital",
  outbound: "outbound",
};

/** New work of the functions that may have traffic of their own. */
const WORK_OF: Readonly<Partial<Record<FunctionName, string>>> = {
  callRouting: "calls.answered",
  callback: "callback.connected",
  voicemail: "voicemail.deposited",
  digital: "digital.served",
  outbound: "outbound.placed",
};

/** Where the calls of a function that are lost are counted; absent: it has none of its own. */
const LOST: Readonly<Partial<Record<FunctionName, string>>> = {
  agentLogin: "recovery.lost.progress",
  callback: "recovery.lost.callbacks",
  callRouting: "recovery.lost",
  voicemail: "recovery.lost.voicemail",
  digital: "digital.lost",
  outbound: "recovery.lost.campaigns",
};

/** Agents work with these, with their desktops and phones; the others are tools in a browser. */
const WITH_AGENTS: readonly FunctionName[] = [
  "agentLogin",
  "callRouting",
  "callback",
  "voicemail",
  "digital",
  "outbound",
];
export const ofAgents = (name: FunctionName): boolean => WITH_AGENTS.includes(name);

/** Machines that are there for this share of an outage, or more, are there for all of it. */
const ALL = 0.98;
/** New work that comes at less than this share of its rate before is as good as none. */
const SOME = 0.05;
/** Agent-minutes that are no more than one agent logging in or out for reasons of his own. */
const FEW = 1;

/** Figures of a run, and what follows for a function. */
export class Readings {
  readonly mode: Mode;
  private readonly findings: Findings;

  constructor(findings: Findings, mode: Mode) {
    this.findings = findings;
    this.mode = mode;
  }

  /** The value of a metric; NaN where it has none. */
  value(id: string, scope = "cluster"): number {
    return find(this.findings, id, scope)?.estimate ?? Number.NaN;
  }

  read(says: string, id: string, scope = "cluster"): Reading {
    const metric = scope === "cluster" ? id : `${id}[${scope}]`;
    return { says, metric, shown: this.shown(id, scope) };
  }

  /** A figure with its interval and unit; where there is none, why. */
  shown(id: string, scope = "cluster"): string {
    const estimate = find(this.findings, id, scope);
    if (estimate === undefined) return "–";
    return estimate.estimate === null ? (estimate.reason ?? "–") : quantity(estimate);
  }

  scopeOf(name: FunctionName): string {
    return `service:${SERVICE_OF[name]}`;
  }

  /** A figure of the service that stands for a function. */
  of(name: FunctionName, says: string, count: string): Reading {
    return this.read(says, `impact.${count}`, this.scopeOf(name));
  }

  private minutes(name: FunctionName, count: string): number {
    return this.value(`impact.${count}`, this.scopeOf(name));
  }

  /** Nobody serves: for all of the outage, or some of it. */
  isGone = (name: FunctionName): boolean =>
    this.minutes(name, "down") >= ALL * this.value("impact.during");
  isDown = (name: FunctionName): boolean => this.minutes(name, "down") > 0;
  /** The primary region does not serve all the while. */
  isAway = (name: FunctionName): boolean =>
    this.minutes(name, "home") >= ALL * this.value("impact.during");
  isCut = (name: FunctionName): boolean => this.minutes(name, "cut") > 0;
  isSwitched = (name: FunctionName): boolean => this.minutes(name, "switched") > 0;

  /** Share of the replications at whose end nobody has its data. */
  dataOf = (name: FunctionName): number => this.minutes(name, "data.lost");

  hasOtherNetwork(): boolean {
    return this.findings.scenario.accessNetworks.length > 1;
  }

  loggedOut(): boolean {
    return !(this.value("recovery.loggedOut.minutes") <= FEW);
  }

  /** Registers come at twice the rate of before, and more than one in ten seconds. */
  phonesMoved(): boolean {
    const usual = this.value("recovery.registers.before");
    return this.value("recovery.registers.max10s") > 2 * usual + 0.1;
  }

  /** How desktops find their other address. */
  comesBack(): string {
    const { desktopFailover } = this.findings.scenario.sessions;
    return desktopFailover === "smart" ? "reconnect by themselves" : "log in again";
  }

  /** Agents are back while whatever failed still is failed. */
  agentsBack(): boolean {
    return this.value("recovery.agents.time") < 60 * this.value("impact.during");
  }

  /** The metric of a function's own new work before and during, where the run has such work. */
  workOf(name: FunctionName): string | undefined {
    const work = WORK_OF[name];
    return work !== undefined && this.value(`impact.${work}.before`) > 0 ? work : undefined;
  }

  /** The metric of a function's own calls that were cut off, where the run counts them. */
  lostOf(name: FunctionName): string | undefined {
    const id = LOST[name];
    return id !== undefined && !Number.isNaN(this.value(id)) ? id : undefined;
  }

  takesWork(name: FunctionName): boolean {
    const work = this.workOf(name);
    if (work === undefined) return !this.isGone(name);
    const rate = (when: string) =>
      this.value(`impact.${work}.${when}`) / this.value(`impact.${when}`);
    return rate("during") >= SOME * rate("before");
  }
}
