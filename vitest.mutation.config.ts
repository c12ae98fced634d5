import { defineConfig } from "vitest/config";

/** The tests that `npm run mutation` holds the engine and the statistics against. */
export default defineConfig({
  test: {
    include: ["test/engine/**/*.test.ts", "test/stats/**/*.test.ts", "test/measure/**/*.test.ts"],
    testTimeout: 60_000,
    // The coverage of intervals takes seconds, and each mutant of a distribution would run it.
    testNamePattern: /^(?!.*hold the truth)/,
  },
});
