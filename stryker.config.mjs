/**
 * Mutation testing of what everything else rests on. `npm run mutation` takes hours on two cores, so
 * it is no part of CI; `npm run mutation -- --mutate src/stats/verdict.ts` tries one file.
 */
export default {
  mutate: ["src/engine/**/*.ts", "src/stats/**/*.ts", "!src/**/*.d.ts"],
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".stryker-tmp/mutation.json" },
  tempDirName: ".stryker-tmp",
  incremental: true,
  incrementalFile: ".stryker-tmp/incremental.json",
};
