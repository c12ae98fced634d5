import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import type { Estimate } from "../../src/stats/estimate.ts";
import { open, simulated } from "./simulated.ts";

const AT_CALL_FIDELITY = ["run.fidelity=call"];

/** The estimate's interval, or two per cent of it, holds the value. */
function expectNear(found: Estimate, value: number, within = 0.02): void {
  const room = Math.max(found.halfWidth95!, within * value);
  expect(Math.abs(read(found) - value)).toBeLessThanOrEqual(room);
}

const read = ({ estimate }: Estimate): number => estimate!;

describe("50,000 records", () => {
  const planned = open("outbound-50k.yaml", AT_CALL_FIDELITY);
  const figures = simulated(planned, 3);

  test("48 dials per agent and hour at 80 %, and fewer with longer after-call work", () => {
    expectNear(figures("outbound.attempts.perAgentHour"), 48);
    expectNear(figures("agents.occupancy"), 0.8);
    expectNear(figures("pool.inUse", "pool:mcp.cpd"), 480, 0.1);
    const longer = simulated(open("outbound-50k-long-work.yaml", AT_CALL_FIDELITY), 3);
    // 226 s of an agent and 50 s of idle time for a conversation, and 1 / 30 % dials.
    expectNear(longer("outbound.attempts.perAgentHour"), 3600 / 276 / 0.3);
  });

  test("65,000 attempts with one redial of the 30 % that nobody answers, in 40 minutes", () => {
    const all = [...AT_CALL_FIDELITY, "run.warmUp=0s", "run.measure=70min"];
    const whole = simulated(open("outbound-50k.yaml", all), 1);
    expect(Math.abs(read(whole("outbound.attempts")) - 65_000)).toBeLessThan(4 * 102);
    const done = read(whole("outbound.duration", "campaign:spring-dc1"));
    expect(done).toBeGreaterThan(40 * 60);
    expect(done).toBeLessThan(60 * 60);
  });

  test("the capacity table knows the same loads from the flow table alone", () => {
    const loaded = capacityOf(planned.plan).filter(
      ({ kind, utilisation }) => kind === "component" && utilisation > 0.005,
    );
    expect(loaded.length).toBeGreaterThan(8);
    for (const { scope, utilisation } of loaded) {
      const measured = read(figures("component.utilisation", scope));
      expect(Math.abs(measured / utilisation - 1), scope).toBeLessThan(0.06);
    }
  });
});
