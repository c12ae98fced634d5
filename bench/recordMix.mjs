/**
 * Records what delays the reference scenario schedules in a minute of its busy hour, for the
 * benchmark of the future event list: bench/recordedMix.json.
 *
 * Usage, after `npm run build`: node bench/recordMix.mjs && npx biome format --write bench
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FutureEventList } from "../dist/engine/futureEventList.js";
import { runUntil } from "../dist/engine/loop.js";
import { wire } from "../dist/model/wire.js";
import { openStudy } from "../dist/study.js";

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const FROM_US = 1800e6;
const DELAYS = 20_000;

const world = wire(openStudy(pathOf("../scenarios/reference-2000.yaml")).plan, 0);
runUntil(world, FROM_US);

const delaysUs = [];
const { schedule } = FutureEventList.prototype;
FutureEventList.prototype.schedule = function (timeUs, entity) {
  if (delaysUs.length < DELAYS) delaysUs.push(timeUs - world.nowUs);
  schedule.call(this, timeUs, entity);
};
while (delaysUs.length < DELAYS) runUntil(world, world.nowUs + 1e6);

writeFileSync(pathOf("recordedMix.json"), `${JSON.stringify({ delaysUs })}\n`);
