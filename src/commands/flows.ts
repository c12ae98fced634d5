import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { UserError } from "../errors.ts";
import { flowCatalogue, flowListing, flowMermaid } from "../flowListing/listing.ts";
import type { Flow } from "../model/flow.ts";
import { flows } from "../model/flows/index.ts";
import { read } from "../scenario/read.ts";
import { validate } from "../scenario/validate.ts";
import { nameHint } from "./options.ts";
import type { Terminal } from "./terminal.ts";

interface FlowsFlags {
  readonly mermaid?: true;
  readonly scenario: string;
}

const REFERENCE = fileURLToPath(new URL("../../scenarios/reference-2000.yaml", import.meta.url));

/** `busyhour flows`: the catalogue of call flows, or one of them in full. */
export function addFlows(program: Command, { out }: Terminal): void {
  program
    .command("flows")
    .summary("list the call flows, or show one: its steps, ladder diagram and costs")
    .argument("[name]", "a flow of the catalogue")
    .option("--mermaid", "the ladder as a Mermaid sequence diagram, nothing else")
    .option("--scenario <file>", "platform and means for the costs (default: the reference)")
    .action((name: string | undefined, flags: Partial<FlowsFlags>) => {
      if (name === undefined) out(flowCatalogue(flows));
      else out(shown(flowNamed(name), { scenario: REFERENCE, ...flags }));
    });
}

function shown(flow: Flow, { mermaid, scenario }: FlowsFlags): string {
  return mermaid ? flowMermaid(flow) : flowListing(flow, validate(read(scenario)));
}

function flowNamed(name: string): Flow {
  const flow = flows.find((each) => each.name === name);
  if (flow !== undefined) return flow;
  const names = flows.map((each) => each.name);
  const hint = nameHint(name, names, `there are ${names.join(", ")}`);
  throw new UserError(`no call flow is called ${JSON.stringify(name)}: ${hint}`);
}
