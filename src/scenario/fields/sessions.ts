import * as z from "zod";
import { PHONE_DETECTIONS } from "../sessionTypes.ts";
import { law, quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { flag, word } from "./words.ts";

/** What agents, their desktops and phones do when what they depend on is gone. */
export const SESSIONS_FIELDS = optionalSection(
  z.strictObject({
    followed: flag(
      "Whether a failure takes out the agents whose node, SBC, GWS or access it strikes",
      true,
      { mark: "derived", note: "false: agents stay at work whatever fails, to see that apart" },
    ),
    desktopTimeOut: quantity({
      kind: "duration",
      meaning: "How long a desktop tries to reach its GWS before it gives up",
      default: "60s",
      min: "0s",
      max: "1h",
      source: { mark: "published", note: "Workspace Web Edition asks for a new log-in then" },
    }),
    desktopFailover: word(
      ["manual", "smart"],
      "manual: the agent opens the address of the other site; smart: the desktop goes by itself",
      "manual",
      { source: { mark: "blueprint", note: "5.2.5: a second address and credentials" } },
    ),
    reaction: law({
      kind: "distribution",
      meaning: "Until an agent reacts to the prompt and opens the other address (manual)",
      default: "lognormal(mean 82.6s, cv 0.947)",
      max: "24h",
      source: { mark: "assumption", note: "median 60 s, sigma 0.8; no public figure" },
    }),
    logIn: quantity({
      kind: "duration",
      meaning: "Until credentials are typed in and the desktop is loaded (manual)",
      default: "25s",
      min: "0s",
      max: "1h",
      source: { mark: "assumption", note: "no public figure" },
    }),
    smartDelay: law({
      kind: "distribution",
      meaning: "From the loss of the session until a smart desktop turns to the other site",
      default: "uniform(5s, 30s)",
      max: "24h",
      source: { mark: "assumption", note: "smart failover is published, its time is not" },
    }),
    configOutage: word(
      ["proxiesAuthenticate", "blocksLogin"],
      "Log-ins while no Configuration Server answers",
      "proxiesAuthenticate",
      { source: { mark: "assumption", note: "configuration proxies answer from what they keep" } },
    ),
    survivingCaller: word(
      ["dropped", "requeued"],
      "A caller whose agent's side fails: lost with the call, or back in the queue (inbound calls)",
      "dropped",
      { source: { mark: "blueprint", note: "5.2.5: calls in progress are lost" } },
    ),
    phoneDetection: word(
      PHONE_DETECTIONS,
      "What tells a phone that its way is gone: its next REGISTER, a keep-alive without answer, \
a reset of its connection, or the agent's new log-in",
      "refresh",
      { source: { mark: "blueprint", note: "5.2.5: its regular REGISTER gets no answer" } },
    ),
    phoneKeepAlive: quantity({
      kind: "duration",
      meaning: "Within this time of the loss a keep-alive has no answer (phoneDetection keepAlive)",
      default: "29s",
      min: "1s",
      max: "1h",
      source: { mark: "standard", note: "RFC 5626 4.4: UDP 24 to 29 s, TCP 95 to 120 s" },
    }),
    resetJitter: quantity({
      kind: "duration",
      meaning: "Greatest random delay before a phone that was reset registers; 0s: none",
      default: "0s",
      min: "0s",
      max: "1h",
      source: { mark: "assumption", note: "all at once; phones differ" },
    }),
    deadTarget: word(
      ["silent", "refused"],
      "What a phone on TCP or TLS meets at an address that is gone",
      "silent",
      { source: { mark: "assumption", note: "a host that is gone does not answer at all" } },
    ),
    connectTimeOut: quantity({
      kind: "duration",
      meaning: "How long a phone waits for a TCP connection to such an address",
      default: "10s",
      min: "100ms",
      max: "5min",
      source: { mark: "assumption", note: "5 to 20 s are usual; over UDP it takes 64 T1" },
    }),
    retryBase: quantity({
      kind: "duration",
      meaning: "Base of the time between rounds in which a phone has tried every address",
      default: "30s",
      min: "1s",
      max: "1h",
      source: { mark: "standard", note: "RFC 5626 4.5, where all flows have failed" },
    }),
    retryMax: quantity({
      kind: "duration",
      meaning: "Greatest time between such rounds; half of it at least passes",
      default: "30min",
      min: "1s",
      max: "24h",
      source: { mark: "standard", note: "RFC 5626 4.5" },
    }),
  }),
);
