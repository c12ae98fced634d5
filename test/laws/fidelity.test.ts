import { expect, test } from "vitest";
import { randomScenario } from "../support/randomScenario.ts";
import { run } from "../support/scenarios.ts";

test.each(Array.from({ length: 80 }, (_, i) => 3000 + i))(
  "with instant signalling both fidelities give the same call records, seed %i",
  (seed) => {
    const text = randomScenario(seed, { faults: false });
    const at = (fidelity: string) =>
      run(text, 0.25, `run.fidelity=${fidelity}`, "signalling.timeFactor=0").records;
    const calls = at("message");
    expect(calls.length).toBeGreaterThan(0);
    expect(calls).toEqual(at("call"));
  },
);
