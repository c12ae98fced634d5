import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { counter, perSecond, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const rate = (id: string, recorded: string, meaning: string): Metric => ({
  id,
  unit: "1/s",
  meaning: `${meaning}, mean over the measured time`,
  estimator: meanOf(perSecond(counter(recorded))),
});

/** An RFC 6076 ratio over all INVITE requests that were not redirected. */
const inviteRatio = (id: string, recorded: string, meaning: string): Metric => ({
  id,
  unit: "ratio",
  meaning: `${meaning} over all INVITE requests (RFC 6076)`,
  estimator: ratioOfMeans(counter(recorded), counter("sip.invites")),
});

/** SIP and T-Library traffic, and how well session set-up works. */
export const signalling: readonly Metric[] = [
  rate("dialogs.rate", "dialogs", "INVITE dialogs set up at SIP Server per second"),
  rate("sip.messages.rate", "sip.messages", "SIP messages per second on all hops"),
  rate("sip.retransmissions.rate", "sip.retransmissions", "SIP messages sent again per second"),
  rate("tevents.generated", "tevents.generated", "T-Library events per second at their owner"),
  rate("tevents.mesh", "tevents.mesh", "T-Library events per second between T-Controllers"),
  rate("tevents.delivered", "tevents.delivered", "T-Library events per second to client ports"),
  {
    id: "setup.delay.mean",
    unit: "s",
    meaning: "session request delay: mean time from INVITE at the SBC to the first 180 or 200",
    estimator: ratioOfMeans(tallySum("setup.delay"), tallyCount("setup.delay")),
  },
  {
    id: "setup.delay.p99",
    unit: "s",
    meaning: "99 % of the INVITE requests at the SBC had their first 180 or 200 within this time",
    estimator: tallyQuantile("setup.delay", 0.99),
  },
  inviteRatio("sip.ser", "sip.established", "session establishment: answered with 200"),
  inviteRatio(
    "sip.seer",
    "sip.effective",
    "session establishment effectiveness: answered with 200, 480, 486, 600 or 603",
  ),
  inviteRatio(
    "sip.isa",
    "sip.ineffective",
    "ineffective session attempts: ended with 408, 500, 503 or 504",
  ),
  inviteRatio("sip.scr", "sip.completed", "session completion: sessions ended as they should"),
];
