import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // By default one core is left idle: on two cores that would double the time.
    maxWorkers: "100%",
    coverage: { include: ["src/**"], reporter: ["text-summary", "json-summary"] },
  },
});
