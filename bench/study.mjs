/**
 * One measurement in a process of its own, without start-up: replications of a scenario and the
 * estimation of all its metrics. Prints JSON. With --count it counts events and messages instead,
 * which costs time of its own.
 *
 * Usage, after `npm run build`: node bench/study.mjs SCENARIO REPLICATIONS [--count] [path=value]…
 */
import { FutureEventList } from "../dist/engine/futureEventList.js";
import { TEVENT_COUNTS } from "../dist/model/meters.js";
import { OP } from "../dist/model/program.js";
import { simulateWorld } from "../dist/model/simulate.js";
import { wire } from "../dist/model/wire.js";
import { estimate } from "../dist/stats/estimate.js";
import { metrics } from "../dist/stats/metrics/index.js";
import { openStudy } from "../dist/study.js";

const [path, replications, ...rest] = process.argv.slice(2);
const overrides = rest.filter((each) => !each.startsWith("--"));
const { plan } = openStudy(path, overrides);

/** Seconds of CPU, of all threads of this process: garbage collection and compilation included. */
function measured() {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const samples = Array.from({ length: Number(replications) }, (_, index) =>
    simulateWorld(wire(plan, index)),
  );
  const simulated = process.cpuUsage(cpu);
  estimate(metrics, plan.layout, samples);
  const all = process.cpuUsage(cpu);
  return {
    simulateS: (simulated.user + simulated.system) / 1e6,
    cpuS: (all.user + all.system) / 1e6,
    wallS: (performance.now() - start) / 1e3,
    rssMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
  };
}

/**
 * From time zero to the last outcome: events taken, messages that reached a receiver (copies each
 * count), and those of them that T-Controllers delivered to their clients.
 */
function counted() {
  const { take } = FutureEventList.prototype;
  let events = 0;
  FutureEventList.prototype.take = function (beforeUs) {
    const taken = take.call(this, beforeUs);
    if (taken) events++;
    return taken;
  };
  const world = wire(plan, 0);
  const { recorders } = world;
  const deliveredCounter = plan.meters.tevents[TEVENT_COUNTS.indexOf("delivered")];
  const offeredCounter = plan.meters.capsOffered[0];
  let [delivered, calls] = [0, 0];
  const add = () => {
    delivered += recorders.counters[deliveredCounter];
    calls += recorders.counters[offeredCounter];
  };
  // Opening the window sets counters back to zero.
  const { openWindow } = recorders;
  recorders.openWindow = (nowUs) => {
    add();
    openWindow.call(recorders, nowUs);
  };
  simulateWorld(world);
  add();
  world.clients.settle(world);
  const { platform, topology } = world;
  const toPlaces = world.rowCount.reduce(
    (sum, count, row) =>
      plan.program.op[row] === OP.DEPART && plan.signalling.receiver[row] < 0 ? sum + count : sum,
    0,
  );
  const worked = topology.stations.reduce((sum, _, i) => sum + platform.messages(i), 0);
  const messages = worked + toPlaces;
  return { events, calls, messages, toClients: delivered };
}

console.log(JSON.stringify(rest.includes("--count") ? counted() : measured()));
