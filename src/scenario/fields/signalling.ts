import * as z from "zod";
import { MESSAGE_KINDS, MESSAGES } from "../../model/messages.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { formatDuration } from "../../units.ts";
import { quantity } from "./quantities.ts";
import { optionalSection, unless, whole } from "./sections.ts";
import { TCP, TRANSPORT } from "./transport.ts";
import { flag, word } from "./words.ts";

const refreshShare = (which: string, standard: number): Parameter => ({
  kind: "share",
  meaning: `${which} share of the expiry after which a phone refreshes its registration`,
  default: standard,
  min: 0.01,
  max: 1,
  source: { mark: "assumption", note: "phones refresh after 50 to 90 % of the expiry" },
});

const timer = (name: string, standard: string, note: string): Parameter => ({
  kind: "duration",
  meaning: `SIP timer ${name}`,
  default: standard,
  min: "1ms",
  max: "60s",
  source: { mark: "standard", note },
});

/** What refusing takes, and RFC 7339: receivers that tell senders how much to hold back. */
const OVERLOAD = optionalSection(
  z.strictObject({
    refusalWork: quantity({
      kind: "share",
      meaning: "Work of refusing a request, as a share of the work of taking it",
      default: 0.5,
      min: 0,
      max: 1,
      source: { mark: "assumption", note: "parsed and answered, nothing kept; no public figure" },
    }),
    control: word(
      ["none", "loss"],
      "Whether senders hold back new dialogs by what their receiver asks for (RFC 7339)",
      "none",
      { source: { mark: "assumption", note: "no product of the blueprint documents RFC 7339" } },
    ),
    validity: quantity({
      kind: "duration",
      meaning: "How long what a receiver asks for holds; it measures itself as often",
      default: "500ms",
      min: "10ms",
      max: "60s",
      source: { mark: "standard", note: "RFC 7339 4.3, oc-validity" },
    }),
    targetDelay: quantity({
      kind: "duration",
      meaning: "Wait that a receiver steers towards when it asks senders to hold back",
      default: "100ms",
      min: "0s",
      max: "10s",
      source: { mark: "assumption", note: "well below T1, so that nothing is sent again" },
    }),
  }),
);

const checkEvery = (meaning: string, standard: string, source: Source): Parameter => ({
  kind: "duration",
  meaning,
  default: standard,
  min: "0s",
  max: "300s",
  source,
});

/** Pings by OPTIONS: load and, at message fidelity, how senders find out who is out of service. */
const OPTIONS = optionalSection(
  z.strictObject({
    oosCheck: quantity(
      checkEvery("How often a SIP Proxy pings each SIP Server pair; 0s sends none", "5s", {
        mark: "published",
        note: "oos-check, default 5 s, 0 to 300 s",
      }),
    ),
    oosForce: quantity({
      ...checkEvery("The same while the pair is out of service", "5s", {
        mark: "published",
        note: "oos-force, default 5 s, 1 to 32 s",
      }),
      min: "1s",
      max: "32s",
    }),
    alternation: word(
      ["backupFirst", "primaryFirst"],
      "Which member of a pair out of service a SIP Proxy pings first; both in turn from then on",
      "backupFirst",
      { source: { mark: "assumption", note: "documented: primary and backup alternately" } },
    ),
    backupHint: flag(
      "Whether a request from the promoted member tells a SIP Proxy at once to send there",
      true,
      { mark: "published", note: "a request from the backup re-points the proxy" },
    ),
    sbcCheck: quantity(
      checkEvery("How often an SBC pings each SIP Proxy of its site; 0s sends none", "30s", {
        mark: "assumption",
        note: "30 to 60 s are usual",
      }),
    ),
    sbcMisses: quantity({
      kind: "count",
      meaning: "Unanswered pings in a row after which its site leaves a SIP Proxy alone",
      default: 3,
      min: 1,
      max: 100,
      source: { mark: "assumption", note: "two or three are usual" },
    }),
    carrierCheck: quantity(
      checkEvery(
        "How often the carrier pings each SBC, where there are faults; 0s: it goes by time-outs",
        "30s",
        { mark: "assumption", note: "30 to 60 s are usual; no load is booked without faults" },
      ),
    ),
    carrierReroutes: flag(
      "Whether calls of a site whose SBCs the carrier leaves alone enter at another one",
      true,
      { mark: "blueprint", note: "4.1.1.2: by the service provider or the SBCs" },
    ),
    carrierMisses: quantity({
      kind: "count",
      meaning: "Unanswered pings in a row after which the carrier leaves an SBC alone",
      default: 2,
      min: 1,
      max: 100,
      source: {
        mark: "assumption",
        note: "calls are handed over elsewhere 60 to 90 s after a loss; with three, 90 to 120 s",
      },
    }),
  }),
);

/** Registration, RFC 3261 timers and message sizes. */
export const SIGNALLING_FIELDS = optionalSection(
  whole(
    z.strictObject({
      transport: TRANSPORT,
      tcp: TCP,
      registerExpires: quantity({
        kind: "duration",
        meaning: "Expiry of a phone's registration",
        default: "30min",
        min: "10s",
        max: "24h",
        source: { mark: "assumption", note: "on premises; 300 s where fast failover is wanted" },
      }),
      hardphoneExpires: quantity({
        kind: "duration",
        meaning: "Expiry of a hardphone's registration",
        default: "60min",
        min: "10s",
        max: "24h",
        source: { mark: "published", note: "the default of common desk phones" },
      }),
      refreshFrom: quantity(refreshShare("Least", 0.75)),
      refreshTo: quantity(refreshShare("Greatest", 0.9)),
      challengeRefresh: flag("Whether a refresh is challenged again (stale nonce)", false, {
        mark: "assumption",
        note: "the nonce outlives the expiry; else a refresh takes twice the messages",
      }),
      smartClients: flag(
        "Whether ICON and Feature Server hear only the DNs that their own node owns",
        false,
        {
          mark: "published",
          note: "option of newer T-Library clients; the blueprint's hear the whole cluster",
        },
      ),
      t1: quantity(timer("T1, the round-trip time estimate", "500ms", "RFC 3261 17.1.1.1")),
      t2: quantity(timer("T2, the greatest retransmission interval", "4s", "RFC 3261 17.1.2.2")),
      avoidSilent: quantity({
        kind: "duration",
        meaning: "Senders of a site leave a server alone for so long that let a request time out",
        default: "5min",
        min: "0s",
        max: "24h",
        source: { mark: "assumption", note: "5 to 10 minutes, or until it answers; RFC 3263 4.3" },
      }),
      repeatWork: quantity({
        kind: "share",
        meaning: "Work that a repeated request or answer makes, as a share of the first one's",
        default: 0.2,
        min: 0,
        max: 1,
        source: {
          mark: "assumption",
          note: "parsed and matched to its transaction, no more; no public figure",
        },
      }),
      timeFactor: quantity({
        kind: "number",
        meaning: "Factor on every latency and service time; 0 makes signalling instant",
        default: 1,
        min: 0,
        max: 1000,
        source: { mark: "derived", note: "1: as stated" },
      }),
      overload: OVERLOAD,
      options: OPTIONS,
      bytes: optionalSection(
        z.strictObject(
          Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, quantity(MESSAGES[kind].bytes)])),
        ),
      ),
    }),
    ({ refreshFrom, refreshTo, t1, t2 }) => [
      ...unless(refreshFrom <= refreshTo, {
        wanted: `at least refreshFrom, ${refreshFrom}`,
        given: String(refreshTo),
        path: ["refreshTo"],
      }),
      ...unless(t1 <= t2, {
        wanted: `at least T1, ${formatDuration(t1)}`,
        given: formatDuration(t2),
        path: ["t2"],
      }),
    ],
  ),
);
