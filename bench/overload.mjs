/**
 * Sweeps the offered load through the ceiling of scenarios/overload/one-node.yaml: goodput without
 * overload control, with refusals (503) and with feedback (RFC 7339). Prints a Markdown table.
 *
 * Usage, after `npm run build`: node bench/overload.mjs [REPLICATIONS] [path=value]…
 */
import { capacityOf } from "../dist/model/capacity.js";
import { simulate } from "../dist/model/simulate.js";
import { estimate } from "../dist/stats/estimate.js";
import { metrics } from "../dist/stats/metrics/index.js";
import { openStudy } from "../dist/study.js";

const FILE = "scenarios/overload/one-node.yaml";
const NODE = "component:sipServer.sessionController";
const OFFERED = [0.8, 0.95, 1, 1.05, 1.2, 1.5, 2];
const CONTROLS = [
  ["none", "components.sipServer.backlogLimit=unlimited"],
  ["503", "signalling.overload.control=none"],
  ["RFC 7339", "signalling.overload.control=loss"],
];

const [replications = "2", ...overrides] = process.argv.slice(2);

function study(rate, control) {
  const { plan } = openStudy(FILE, [`demand.customers.rate=${rate}/s`, control, ...overrides]);
  const samples = Array.from({ length: Number(replications) }, (_, i) => simulate(plan, i));
  const found = estimate(metrics, plan.layout, samples);
  const of = (id, scope = "cluster") =>
    found.find((each) => each.id === id && each.scope === scope).estimate;
  const seconds = plan.scenario.run.measureUs / 1e6;
  return [
    of("calls.offered") / seconds,
    of("calls.served") / seconds,
    of("component.utilisation", NODE),
    of("sip.retransmissions.rate"),
    of("component.rejected", NODE) / seconds,
    of("component.heldBack", NODE) / seconds,
    of("setup.delay.mean"),
  ];
}

const { plan } = openStudy(FILE, overrides);
const ceiling = capacityOf(plan).find(({ scope }) => scope === NODE).ceilingCaps;
console.log(`ceiling ${ceiling.toFixed(2)}/s, ${replications} replications\n`);
console.log(
  "| control | offered/s | served/s | used | sent again/s | refused/s | held/s | set-up s |",
);
console.log("|---|---|---|---|---|---|---|---|");
for (const [name, control] of CONTROLS)
  for (const share of OFFERED) {
    const cells = study(share * ceiling, control).map((value) => value.toFixed(2));
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }
