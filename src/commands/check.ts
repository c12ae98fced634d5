import type { Command } from "commander";
import { capacityOf } from "../model/capacity.ts";
import { components } from "../model/components/index.ts";
import { tightestInterval } from "../model/tightest.ts";
import { renderCapacity } from "../report/capacity.ts";
import { replayLines } from "../report/replays.ts";
import type { Scenario } from "../scenario/types.ts";
import { openStudy } from "../study.ts";
import { setOption } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** `busyhour check`: every mistake at once, else what the deployment can carry, without a run. */
export function addCheck(program: Command, { out }: Terminal): void {
  program
    .command("check")
    .summary("check a scenario; then its deployment rules and closed-form capacity")
    .argument("<scenario>", "scenario file (YAML)")
    .addOption(setOption())
    .action((path: string, { set }: { readonly set: readonly string[] }) => {
      const { scenario, plan } = openStudy(path, set);
      const head = `${scenario.title || scenario.name}\nSHA-256 ${scenario.hash}\n`;
      const rules = plan.topology.hasPlatform ? rulesText(scenario) : NO_PLATFORM;
      const tightest = tightestInterval(plan);
      const capacities = { capacity: capacityOf(plan), ...(tightest && { tightest }) };
      const capacity = renderCapacity(capacities, scenario.run);
      const replays = replayLines(scenario).map((each) => `${each.replaceAll("`", "")}\n`);
      const replay = replays.length === 0 ? [] : [`Replay\n${replays.join("")}`];
      out([head, ...replay, `Deployment rules\n${rules}`, capacity].join("\n"));
    });
}

const NO_PLATFORM = "none applies: the scenario has no platform\n";

/** The rules that validation applied: a scenario that breaks one does not get here. */
function rulesText({ sites }: Scenario): string {
  return components
    .flatMap(({ name, rule }, row) => {
      const counts = sites.map(({ instances }) => instances[row]!);
      return rule === undefined ? [] : [`✓ ${name} ${counts.join(" + ")}: ${rule.says}\n`];
    })
    .join("");
}
