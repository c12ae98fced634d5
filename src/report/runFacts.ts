import { counted, duration, significant } from "./format.ts";
import { replayLines } from "./replays.ts";
import { reductionLines, stoppingLines } from "./stopping.ts";
import type { Findings } from "./types.ts";

/** What repeats a run and what must be known of it, as lines of Markdown. */
export function runFacts(findings: Findings): readonly string[] {
  const { scenario, version, seed, replications, warmUp } = findings;
  const { run, signalling } = scenario;
  const lines = [
    `scenario \`${scenario.name}\`, SHA-256 \`${scenario.hash}\``,
    `busyhour ${version}, seed \`${seed}\`, ${counted(replications, "replication")}`,
    `fidelity \`${run.fidelity}\`, signalling time factor ${significant(signalling.timeFactor)}`,
    ...replayLines(scenario),
    ...stoppingLines(findings),
    ...reductionLines(findings),
  ];
  return warmUp === undefined ? lines : [...lines, warmUpFact(warmUp)];
}

function warmUpFact({ statedS, truncationS, longEnough }: NonNullable<Findings["warmUp"]>): string {
  const verdict = longEnough ? "long enough" : "**too short**";
  const [stated, needed] = [statedS, truncationS].map((each) => duration(1e6 * each));
  return `warm-up of ${stated} is ${verdict}: MSER-5 would cut at ${needed}`;
}
