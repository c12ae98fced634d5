/**
 * Coverage of what counts say: rates and both coefficients of variation; how often Poisson counts
 * are called otherwise, and how often a log without anything strange loses a cell as an outlier:
 *   npm run build && node bench/dispersion.mjs [logs] [--outliers]
 * 1,000 logs each unless told, of 34 intervals with 15 to 77 calls.
 */
import { gamma } from "../dist/engine/distributions/gamma.js";
import { streamOf } from "../dist/engine/streams.js";
import { withoutOutliers } from "../dist/experiments/calibrate/arrivals.js";
import { dispersionOf } from "../dist/stats/fitting/dispersion.js";

const [wanted = "1000", ...flags] = process.argv.slice(2);
const LOGS = Number(wanted);
const RATES = Array.from({ length: 34 }, (_, i) => 15 + ((i * 23) % 63));

const factorOf = (cv) => (cv === 0 ? () => 1 : gamma.build({ mean: 1, cv }, "").quantile);

function poisson(mean, stream) {
  let count = -1;
  for (let left = mean; left >= 0; count++) left += Math.log(1 - stream.next());
  return count;
}

function logOf(days, [dayCv, intervalCv], seed) {
  const stream = streamOf("bench/dispersion", seed, `${days}/${dayCv}/${intervalCv}`);
  const [day, interval] = [factorOf(dayCv), factorOf(intervalCv)];
  const dayFactor = dayCv === 0 ? () => 1 : () => day(stream.next());
  const intervalFactor = intervalCv === 0 ? () => 1 : () => interval(stream.next());
  return Array.from({ length: days }, () => {
    const factor = dayFactor();
    return Float64Array.from(RATES, (rate) => poisson(rate * factor * intervalFactor(), stream));
  });
}

const covers = ({ low95, high95 }, truth) => low95 <= truth && truth <= high95;
const percent = (count, all = LOGS) => `${((100 * count) / all).toFixed(1).padStart(5)} %`;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1].toFixed(3);

function figuresOf(days, cvs) {
  const held = {
    day: 0,
    interval: 0,
    rates: 0,
    dayTest: 0,
    dayAlone: 0,
    intervalTest: 0,
    cells: 0,
    lost: 0,
  };
  const highs = [];
  for (let log = 0; log < LOGS; log++) {
    const counts = logOf(days, cvs, log);
    if (flags.includes("--outliers")) {
      const cells = withoutOutliers(counts).outliers.length;
      held.cells += cells;
      held.lost += Number(cells > 0);
      continue;
    }
    const found = dispersionOf(counts);
    highs.push(found.dayCv.high95);
    held.day += Number(covers(found.dayCv, cvs[0]));
    held.interval += Number(covers(found.intervalCv, cvs[1]));
    held.rates += found.rates.filter((rate, i) => covers(rate, RATES[i])).length;
    held.dayAlone += Number(found.daysAlone.p < 0.05);
    held.dayTest += Number(found.days.p < 0.05);
    held.intervalTest += Number(found.intervals.p < 0.05);
  }
  return { ...held, highs };
}

console.log(`${LOGS} logs of ${RATES.length} intervals`);
for (const days of [5, 10])
  for (const dayCv of [0, 0.11])
    for (const intervalCv of [0, 0.15]) {
      const held = figuresOf(days, [dayCv, intervalCv]);
      const what = `${days} days, cv ${dayCv} of days, ${intervalCv} of intervals:`;
      if (flags.includes("--outliers"))
        console.log(what, `logs that lose a cell ${held.lost}, cells ${held.cells}`);
      else
        console.log(
          `${what} covered day ${percent(held.day)}, interval ${percent(held.interval)}, `,
          `rates ${percent(held.rates, LOGS * RATES.length)}; p < 0.05`,
          `day ${percent(held.dayTest)}, alone ${percent(held.dayAlone)},`,
          `interval ${percent(held.intervalTest)}; median upper end, day ${median(held.highs)}`,
        );
    }
