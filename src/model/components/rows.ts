import type { Parameter, Source } from "../../parameter.ts";
import type { MessageKind } from "../messages.ts";
import type { Module } from "./types.ts";

/** Builders of the parameters that every catalogue row repeats. */

export const assumed = (note: string): Source => ({ mark: "assumption", note });

export const count = (value: number, meaning: string, source: Source): Parameter => ({
  kind: "count",
  meaning,
  default: value,
  min: 0,
  max: 4096,
  source,
});

export const agentsEach = (value: number, source: Source): Parameter => ({
  ...count(value, "Agents that one instance serves at most", source),
  min: 1,
  max: 100_000,
});

const service = (text: string, meaning: string, source: Source): Parameter => ({
  kind: "duration",
  meaning,
  default: text,
  min: "0s",
  max: "60s",
  source,
});

const ONE_SERVER: Parameter = {
  kind: "count",
  meaning: "Messages the module works on at the same time",
  default: 1,
  min: 1,
  max: 64,
  source: assumed("one work thread per module"),
};

/** A module with one service time for every message, and exceptions by message kind. */
export function module(
  name: string,
  text: string,
  source: Source,
  exceptions: Partial<Record<MessageKind, [text: string, source: Source]>> = {},
  handles: readonly MessageKind[] = [],
): Module {
  const serviceOf: Partial<Record<MessageKind, Parameter>> = {};
  for (const [kind, [each, from]] of Object.entries(exceptions))
    serviceOf[kind as MessageKind] = service(each, `Service time of one ${kind}`, from);
  return {
    name,
    handles,
    servers: ONE_SERVER,
    service: service(text, "Service time of one message", source),
    serviceOf,
  };
}

const BACKLOG_LIMIT: Parameter = {
  kind: "duration",
  meaning: "A new dialog that would wait longer than this for the instance is refused",
  default: "500ms",
  min: "0s",
  max: "60s",
  unlimited: true,
  source: assumed("reject when the queue delay exceeds T1; no public figure"),
};

const RETRY_AFTER: Parameter = {
  kind: "duration",
  meaning: "Retry-After of a refusal: the sender leaves the instance alone for so long",
  default: "10s",
  min: "0s",
  max: "30min",
  source: assumed("a commercial SBC uses 10 s as its least"),
};

/** A limit in INVITEs a second, by the product's own option. */
export const dialogRate = (note: string): Parameter => ({
  kind: "rate",
  meaning: "INVITEs that one instance takes in a second; more are refused (message fidelity)",
  default: "unlimited",
  min: "1/s",
  max: "100000/s",
  unlimited: true,
  source: { mark: "published", note },
});

/** What overload does to a component: SIP elements refuse new dialogs, all others only wait. */
export const refusesWhenBehind = { backlogLimit: BACKLOG_LIMIT, retryAfter: RETRY_AFTER } as const;
export const neverRefuses = {
  backlogLimit: {
    ...BACKLOG_LIMIT,
    default: "unlimited",
    source: assumed("no refusal of T-Library or HTTP work is documented"),
  },
  retryAfter: RETRY_AFTER,
} as const;
