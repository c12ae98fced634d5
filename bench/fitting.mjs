/**
 * Coverage of the intervals of fitted laws, and how often a law that holds is called off:
 *   npm run build && node bench/fitting.mjs [samples] [size]
 * 1,000 samples of 400 for each law and way of reading unless told; some two minutes.
 */
import { distributionKinds } from "../dist/engine/distributions/index.js";
import { streamOf } from "../dist/engine/streams.js";
import { fitLaws } from "../dist/stats/fitting/fitLaws.js";

const samples = Number(process.argv[2] ?? 1000);
const size = Number(process.argv[3] ?? 400);

const build = (name, values) =>
  distributionKinds.find((kind) => kind.name === name).build(values, name);

const LAWS = [
  { law: "exponential", truth: { mean: 180 } },
  { law: "erlang", truth: { mean: 180, shape: 3 } },
  { law: "gamma", truth: { mean: 180, cv: 0.7 } },
  { law: "weibull", truth: { mean: 180, shape: 0.8 } },
  { law: "lognormal", truth: { mean: 180, cv: 1.2 } },
];
/** Durations cut short by others of the same law: half of them. */
const WAYS = [
  { way: "complete", resolutionS: 0, isCut: false },
  { way: "half cut short", resolutionS: 0, isCut: true },
  { way: "rounded to 1 s", resolutionS: 1, isCut: false },
  { way: "both", resolutionS: 1, isCut: true },
  { way: "both, a tenth hangs up at once", resolutionS: 1, isCut: true, share: 0.1 },
];

function sampleOf(law, { resolutionS, isCut, share = 0 }, seed) {
  const own = streamOf("bench/fitting", seed, "own");
  const cut = streamOf("bench/fitting", seed, "cut");
  const behind = share > 0 ? build("zeroInflated", { share, law }) : law;
  const times = new Float64Array(size);
  const isEvent = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const duration = behind.quantile(own.next());
    const limit = isCut ? law.quantile(cut.next()) : Infinity;
    const time = Math.min(duration, limit);
    times[i] = resolutionS === 0 ? time : Math.round(time);
    isEvent[i] = duration <= limit ? 1 : 0;
  }
  return { times, isEvent };
}

function coverageOf({ law, truth }, way) {
  const known = { ...truth, ...(way.share === undefined ? {} : { share: way.share }) };
  const covered = new Map(Object.keys(known).map((name) => [name, 0]));
  let called = 0;
  for (let seed = 0; seed < samples; seed++) {
    const { times, isEvent } = sampleOf(build(law, truth), way, seed);
    const withAtom = way.share !== undefined;
    const options = { resolutionS: way.resolutionS, isEvent, laws: [law], withAtom };
    const fit = fitLaws(times, options).fits.find(({ hasAtom }) => hasAtom === withAtom);
    if (fit.worst.distance > fit.worst.allowed) called++;
    for (const { name, low95, high95 } of fit.parameters)
      if ((low95 ?? 0) <= known[name] && known[name] <= (high95 ?? Infinity))
        covered.set(name, covered.get(name) + 1);
  }
  return { covered, called };
}

const percent = (count) => `${((100 * count) / samples).toFixed(1)} %`;
console.log(
  `${samples} samples of ${size}; coverage of 95 % intervals, and called off although true`,
);
for (const way of WAYS)
  for (const each of LAWS) {
    const { covered, called } = coverageOf(each, way);
    const shares = [...covered].map(([name, count]) => `${name} ${percent(count)}`).join(", ");
    console.log(`${way.way}, ${each.law}: ${shares}; off ${percent(called)}`);
  }
