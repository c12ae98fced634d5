import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { counter, levelMean, perSecond, scaled, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

/** Components of the platform and their instances. */
export const components: readonly Metric[] = [
  {
    id: "component.utilisation",
    unit: "ratio",
    meaning: "busy server time over the time of all its servers",
    estimator: ratioOfMeans(
      scaled(1e-6, perSecond(counter("component.busyUs"))),
      levelMean("component.servers"),
    ),
  },
  {
    id: "component.connections",
    unit: "connections",
    meaning: "SIP connections by TCP or TLS, to phones, peers and the carrier, while all is well",
    estimator: meanOf(levelMean("component.connections")),
  },
  {
    id: "component.messages.rate",
    unit: "1/s",
    meaning: "messages taken per second",
    estimator: meanOf(perSecond(counter("component.messages"))),
  },
  {
    id: "component.rejected",
    unit: "messages",
    meaning: "messages refused in the measured time: the backlog too long, the call rate too high",
    estimator: meanOf(counter("component.rejected")),
  },
  {
    id: "component.heldBack",
    unit: "dialogs",
    meaning: "new dialogs that senders held back in the measured time as it asked (RFC 7339)",
    estimator: meanOf(counter("component.heldBack")),
  },
  {
    id: "component.delay.mean",
    unit: "s",
    meaning: "mean time from a message's arrival to the end of its service",
    estimator: ratioOfMeans(tallySum("component.delay"), tallyCount("component.delay")),
  },
  {
    id: "component.delay.p99",
    unit: "s",
    meaning: "99 % of the messages took no longer from arrival to the end of service",
    estimator: tallyQuantile("component.delay", 0.99),
  },
];
