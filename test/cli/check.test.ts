import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { busyhour, scenarioFile, TINY } from "./support.ts";

const reference = fileURLToPath(new URL("../../scenarios/reference-2000.yaml", import.meta.url));

test("busyhour check: deployment rules, closed-form capacity, binding resource", async () => {
  const { exitCode, out } = await busyhour("check", reference);
  expect(exitCode).toBe(0);
  expect(out).toContain("✓ sipProxy 2 + 2: at least two SIP Proxies in each data centre");
  expect(out).toMatch(/agents +200 agent-s +2,000 +10 +80\.0 % +\+25 %/);
  expect(out).toContain("Binding: ");
});

test("busyhour check takes --set: half the agents are overloaded", async () => {
  const { out } = await busyhour("check", scenarioFile(TINY), "--set", "agents.all.sites.dc1=4");
  expect(out).toContain("Binding: agents: full at");
  expect(out).toContain("overloaded");
  expect(out).toContain("none applies: the scenario has no platform");
});

test("busyhour paths: only the prefix, with the values of the scenario", async () => {
  const { out } = await busyhour("paths", "run.measure", "--scenario", scenarioFile(TINY));
  expect(out.trimEnd().split("\n")).toHaveLength(2);
  expect(out).toMatch(/run\.measure +duration .* 60min +20min/);
});
