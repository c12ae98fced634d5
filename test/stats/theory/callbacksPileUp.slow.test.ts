import { expect, test } from "vitest";
import { callback } from "../../../src/stats/theory/callback.ts";

test("callbacks that pile up are refused, however many may wait", () => {
  const queue = { servers: 5, arrivalRate: 0.2, serviceTime: 180, patience: 120, accept: 0.9 };
  expect(() => callback(queue)).toThrow("states");
});
