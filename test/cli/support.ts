import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../src/cli.ts";

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process, with what it prints. */
export async function busyhour(...argv: readonly string[]): Promise<Outcome> {
  const printed = { out: "", err: "" };
  const exitCode = await main(argv, {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    isWatched: false,
    hasColour: false,
  });
  return { exitCode, ...printed };
}

/** A directory of its own for each test that writes. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), "busyhour-cli-"));

/** A scenario file with this text; its path. */
export function scenarioFile(text: string): string {
  const path = join(scratch(), "scenario.yaml");
  writeFileSync(path, text);
  return path;
}

/** Twelve agents without a platform: a replication takes a few milliseconds. */
export const TINY = `name: tiny
title: Twelve agents
platform: none
run: { warmUp: 10min, measure: 20min, replications: 5 }
demand:
  customers:
    { queue: support, rate: 3/min, talk: "exponential(mean 180s)", ring: 5s, patience: never }
queues:
  support: { groups: [all] }
agents:
  all: { sites: { dc1: 12 } }
sites:
  dc1: { trunks: unlimited }
`;
