import * as z from "zod";
import type { Parameter, Source } from "../../parameter.ts";
import { quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";

const share = (meaning: string, standard: number, source: Source, min = 0): Parameter => ({
  kind: "share",
  meaning,
  default: standard,
  min,
  source,
});

const BLUEPRINT: Source = { mark: "blueprint", note: "6.1" };

const OUTBOUND = z.strictObject({
  records: quantity({
    kind: "count",
    meaning: "Records that campaigns dial in a day",
    default: 50_000,
    min: 0,
    max: 100_000_000,
    source: BLUEPRINT,
  }),
  answered: quantity(
    share("Share of all attempts that anybody or anything answers", 0.7, BLUEPRINT),
  ),
  human: quantity(share("Share of all attempts that a person answers", 0.3, BLUEPRINT, 0.001)),
  redials: quantity({
    kind: "count",
    meaning: "Further attempts for a record whose attempt reached nobody",
    default: 1,
    min: 0,
    max: 100,
    source: BLUEPRINT,
  }),
  day: quantity({
    kind: "duration",
    meaning: "Hours of a day in which campaigns dial",
    default: "8h",
    min: "1min",
    max: "24h",
    source: { mark: "assumption", note: "one shift" },
  }),
  portTime: quantity({
    kind: "duration",
    meaning: "Time an attempt holds a port for call progress detection",
    default: "18s",
    min: "0s",
    max: "10min",
    source: { mark: "assumption", note: "person 10 s, machine 23 s, no answer 25 s, busy 2 s" },
  }),
  perOcs: quantity({
    kind: "rate",
    meaning: "Attempts that one Outbound Contact Server dials",
    default: "20/s",
    min: "0.01/s",
    max: "10000/s",
    source: { mark: "assumption", note: "no public figure" },
  }),
});

/** What `busyhour size` aims at, and what it is told because no run measures it. */
export const SIZING_FIELDS = optionalSection(
  z.strictObject({
    serviceLevel: quantity({
      ...share("Share of the calls to answer within the queue's threshold", 0.8, {
        mark: "assumption",
        note: "the common 80/20 target",
      }),
      min: 0.001,
      max: 0.999999,
    }),
    blocking: quantity({
      ...share("Share of the calls that may find no trunk or port", 0.001, {
        mark: "assumption",
        note: "one call in a thousand",
      }),
      min: 0.000001,
      max: 0.5,
    }),
    componentUse: quantity(
      share(
        "Mean use of a component that leaves room for bursts",
        0.8,
        { mark: "assumption", note: "no public figure" },
        0.01,
      ),
    ),
    bridging: quantity({
      kind: "bandwidth",
      meaning: "What a planner reserves for one bridged recording at its MCP",
      default: "0.25Mbps",
      min: "1kbps",
      max: "100Mbps",
      source: { mark: "blueprint", note: "6.1.3: G.711, payload only" },
    }),
    recordingsPerMcp: quantity({
      kind: "count",
      meaning: "Recording sessions that one MCP carries, not encrypted",
      default: 200,
      min: 1,
      max: 100_000,
      source: { mark: "published", note: "recommended for one six-core host; 220 at the peak" },
    }),
    outbound: optionalSection(OUTBOUND),
  }),
);
