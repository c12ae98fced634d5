import { expect, test } from "vitest";
import {
  BINARY,
  blueprintHourMB,
  blueprintUploadMbps,
  G711_KBPS,
  STREAMS,
  uploadMbps,
} from "../../src/stats/recordingFormulas.ts";

/** SEED-recording: 28,800 calls of 180 s in the busy hour, 16 kbit/s. */
const SESSIONS = (28_800 * 180) / 3600;

test("the blueprint's figures for the recordings of its busy hour", () => {
  expect(SESSIONS).toBe(1440);
  expect(blueprintHourMB(SESSIONS, 16)).toBe(10_125);
  expect(blueprintUploadMbps(SESSIONS, 16)).toBe(22.5);
  expect((blueprintHourMB(SESSIONS, 16) / 3600) * 8).toBe(22.5);
  expect(uploadMbps(SESSIONS, 16)).toBe(23.04);
  expect((SESSIONS * STREAMS.bridged * G711_KBPS) / BINARY).toBe(360);
});
