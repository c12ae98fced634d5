import type { Findings } from "../../src/report/types.ts";
import type { Estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import type { Transient, Transients } from "../../src/stats/recovery/transients.ts";
import { est, findings } from "./fixture.ts";

/** Findings of a study in which as much goes wrong as a page must have room for. */

const fault = (kind: string, target: string, minute: number) => ({
  ...{ kind, target, atUs: (1800 + 60 * minute) * 1e6, forUs: 600e6, detectionUs: Infinity },
  ...{ every: null, after: null, commonCause: 0, lasting: null, options: {} },
});
const faults = [
  fault("siteDown", "frankfurt-am-main", 10),
  ...[1, 2, 3, 4, 5].map((number) => fault("instanceDown", `dc2/sipProxy/${number}`, 12)),
];

const COURSES = [
  ...["offered", "answered", "abandoned", "failed.total", "blocked.total", "lost.total"],
  ...["registers", "digests", "registrations", "agents.loggedIn", "registrations.active"],
  ...["calls.inQueue", "calls.inSystem"],
];
const COMPONENTS = ["sbc", "sipProxy", "sipServer.sessionController", "gws", "urs", "icon", "ors"];

const transient = (id: string, scope: string, level: number): Transient => ({
  id,
  scope,
  points: Array.from({ length: 190 }, (_, i) => {
    const mean = level * (i < 60 ? 1 : 0.5);
    return { atS: -300 + 5 * i + 2.5, mean, low: 0.8 * mean, high: 1.2 * mean };
  }),
});

const transients: Transients = {
  ...{ fromS: -300, untilS: 650, stepS: 5, replications: 28 },
  marks: [
    { atS: 0, what: "onset", faults: [0] },
    { atS: 120, what: "onset", faults: [1, 2, 3, 4, 5] },
    { atS: 600, what: "over", faults: [0] },
  ],
  series: [
    ...COURSES.map((id, i) => transient(id, "cluster", 10 * (i + 1))),
    ...COMPONENTS.map((name, i) => transient("utilisation", `component:dc2/${name}`, 0.1 * i)),
  ],
};

/** Two replications never get there. */
const never = (id: string): Estimate =>
  est(id, "cluster", "s", null, null, {
    reason: "not within the run: 2 of 28 replications",
    min: 1234.5678,
  });

const estimates: readonly Estimate[] = [
  ...metrics
    .filter(({ id }) => id.startsWith("recovery.") && !id.startsWith("recovery.utilisation"))
    .map(({ id, unit }) =>
      unit === "s"
        ? never(id)
        : est(id, "cluster", unit, unit === "ratio" ? 2 / 28 : 12345.6, 234.5),
    ),
  ...COMPONENTS.flatMap((name, i) =>
    ["before", "max"].map((when) =>
      est(`recovery.utilisation.${when}`, `component:dc2/${name}`, "ratio", 0.1 * i, 0.01),
    ),
  ),
];

export const failing: Findings = {
  ...findings,
  scenario: {
    ...findings.scenario,
    title: "Site <Frankfurt> is lost in the busy hour, and all SIP Proxies of the other soon after",
    sites: ["frankfurt-am-main", "dc2"].map((name) => ({ name })) as never,
    faults,
  },
  estimates: [...findings.estimates, ...estimates],
  transients,
};
