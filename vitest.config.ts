import { configDefaults, defineConfig } from "vitest/config";

/** What the model computes: the long tests. Same bytes on another Node prove these as well. */
const arithmetic = [
  "test/{availability,engine,experiments,laws,measure,model,oracle}/**/*.test.ts",
  "test/{replay,scenarios,seeds,sizing,stats,torture}/**/*.test.ts",
  "test/cli/{compare,impacts,sizeTargets,staffing,sweep}.test.ts",
  "test/report/impacts/**/*.test.ts",
];

/** Tests that put something in the place of a module: each file has modules of its own. */
const mocking = ["test/recipes/*.test.ts", "test/cli/bug.test.ts"];

/** Modules keep no state, so the files of a worker share them: a third of the time was imports. */
const isolate = false;

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // By default one core is left idle: on two cores that would double the time.
    maxWorkers: "100%",
    coverage: { include: ["src/**"], reporter: ["text-summary", "json-summary"] },
    projects: [
      { extends: true, test: { name: "arithmetic", isolate, include: arithmetic } },
      {
        extends: true,
        test: {
          name: "programs",
          isolate,
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...arithmetic, ...mocking],
        },
      },
      { extends: true, test: { name: "mocking", include: mocking } },
    ],
  },
});
