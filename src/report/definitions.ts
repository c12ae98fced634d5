import { BYTES_OF, find } from "./findings.ts";
import { duration } from "./format.ts";
import type { Findings } from "./types.ts";

/** What the words of the report mean: the definitions on which call-centre tools differ. */
export function definitions(findings: Findings): readonly string[] {
  const { scenario, replications, tightest } = findings;
  const { run, queues } = scenario;
  const [measured, warmUp] = [run.measureUs, run.warmUpUs].map(duration);
  const thresholds = queues.map((each) => `${each.name} ${duration(each.thresholdUs)}`);
  return [
    `**Cohort**: the calls that arrive in the measured ${measured} after ${warmUp} of warm-up, ` +
      "followed to their end. Each has exactly one outcome. Counts and ratios are over the " +
      "cohort, on call basis: a redial is a call of its own." +
      (find(findings, "callers.offered") ? CLIENT_BASIS : ""),
    "**Levels and rates** (agents, ports, calls present, CAPS, bandwidth) are time averages over " +
      "the measured time.",
    "**Service level**: answered within T over all calls offered to the queue " +
      `(T: ${thresholds.join(", ")}), counted from entering the queue to the agent's answer, ` +
      "ringing included; abandoned calls stay in the denominator. *Ex short abandons* leaves " +
      "out those who abandon within T.",
    ...intervalDefinition(scenario),
    "**Wait**: from entering the queue until an agent is selected or the caller abandons, over " +
      "all calls offered to the queue. **Speed of answer**: answered calls only, ring included.",
    "**Abandoned**: hung up in queue or while ringing, over the calls offered to the queue.",
    "**Occupancy**: reserved, ringing, talking, hold and after-call work, over logged in less " +
      "not ready; both time averages.",
    "**Occupancy of a pool**: ports in use over ports there are. **Utilisation** of a component: " +
      "busy server time over servers and time.",
    "**Ceiling and headroom**: closed form, from the flow tables. The ceiling is the load of the " +
      "whole cluster at which a resource is full on average, headroom is ceiling over offered " +
      "less one. Queues form before the ceiling. Of pools and components, *per call* and *size* " +
      "are those of the site loaded most; *per call* is over all calls offered, those of other " +
      "sites included. *Standing* is what is taken without any call: OPTIONS pings, keep-alives, " +
      "and phones that renew their registration.",
    ...(tightest
      ? [
          "**Tightest interval**: the part of the measured time between two changes of load or " +
            "staffing in which a resource is used most, in closed form as if it lasted.",
        ]
      : []),
    `**Bandwidth**: ${BYTES_OF[scenario.layer]} of one direction of a link, 1 Mbit/s = 10^6 ` +
      "bit/s. A link from a site to itself is its local network.",
    "**Greatest**: mean over the replications of each one's greatest value. A quantile pooled " +
      "over all replications may lie above it.",
    "**SIP ratios**: of what happens within the measured time. A session completed then may have " +
      "begun before, so that SCR may pass 100 %.",
    replications === 1
      ? "**±** is missing: a single replication tells nothing of its error."
      : `**±**: half width of the 95 % interval over ${replications} replications (Student t; ` +
        "ratios as ratios of means; quantiles pooled over the replications); missing where all " +
        "replications agree.",
  ];
}

const CLIENT_BASIS =
  " On **client basis**, `callers.*`, who called is counted once: those whose first call arrived " +
  "in the measured time, by the outcome of their last one.";

function intervalDefinition({ demand }: Findings["scenario"]): readonly string[] {
  const constant = demand.filter(({ profile }) => profile.labels.length === 0);
  if (constant.length === demand.length) return [];
  const names = constant.map(({ name }) => name).join(", ");
  return [
    "**Interval**: calls by the interval of their arrival, as far as it lies in the measured time" +
      (constant.length === 0 ? "." : `; without the calls of constant rate (${names}).`),
  ];
}
