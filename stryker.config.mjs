/**
 * Mutation testing of what everything else rests on, a folder at a time:
 * `GROUP=engine npm run mutation`, and measure, stats, stats/theory. Each takes minutes to an hour on
 * one core, so it is no part of CI. What it found: docs/decisions/2026-11-22-mutation-testing.md.
 */
const group = process.env.GROUP ?? "engine";
const folder = `.stryker-tmp/${group.replace("/", "-")}`;

export default {
  // The lists of metrics are plain records, held by the tests of the reports.
  mutate: [group === "stats" ? "src/stats/*.ts" : `src/${group}/**/*.ts`, "!src/**/*.d.ts"],
  // Words of messages.
  mutator: { excludedMutations: ["StringLiteral"] },
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  coverageAnalysis: "perTest",
  // What runs when a module is loaded would need all tests of the group, in a fresh process.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 10_000,
  timeoutFactor: 2,
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `${folder}.json` },
  tempDirName: `${folder}-sandbox`,
  incremental: true,
  incrementalFile: `${folder}-incremental.json`,
};
