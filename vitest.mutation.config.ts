import { defineConfig } from "vitest/config";

const group = process.env.GROUP ?? "engine";

/** The tests that `npm run mutation` holds a folder against: its own, and of these the fast ones. */
export default defineConfig({
  test: {
    include: [group === "stats" ? "test/stats/*.test.ts" : `test/${group}/**/*.test.ts`],
    exclude: ["**/*.slow.test.ts"],
    setupFiles: ["test/support/quickProperties.ts"],
    testTimeout: 60_000,
    // Mutants that act while a module is loaded are not tried, so one loading serves them all.
    isolate: false,
  },
});
