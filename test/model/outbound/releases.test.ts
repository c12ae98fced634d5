import { describe, expect, test } from "vitest";
import { streamOf } from "../../../src/engine/streams.ts";
import { Releases } from "../../../src/model/outbound/releases.ts";
import { read } from "../../engine/distributions/read.ts";

const AGENTS = 400;
const H_US = 12e6;

/** Agents who are always busy, one handling after another; `look` is called every 7 s. */
function work(text: string, look: (nowUs: number, releases: Releases, since: number[]) => void) {
  const law = read(text);
  const stream = streamOf("releases", 0, text);
  const releases = new Releases();
  const since = Array.from({ length: AGENTS }, () => 0);
  const until = since.map(() => 1e6 * law.quantile(stream.next()));
  for (const began of since) releases.begin(began);
  for (let lookUs = 7e6; lookUs < 7200e6; lookUs += 7e6) {
    for (;;) {
      let agent = 0;
      for (let i = 1; i < AGENTS; i++) if (until[i] < until[agent]) agent = i;
      const atUs = until[agent];
      if (atUs > lookUs) break;
      releases.end(since[agent], atUs);
      releases.begin(atUs);
      since[agent] = atUs;
      until[agent] = atUs + 1e6 * law.quantile(stream.next());
    }
    if (lookUs > 3600e6) look(lookUs, releases, since);
  }
  return { law, until };
}

describe("agents who will be free soon", () => {
  test.each([
    ["exponential(mean 200s)", (s: number) => Math.exp(-s / 200)],
    ["uniform(100s, 300s)", (s: number) => Math.min(1, Math.max(0, (300 - s) / 200))],
    ["erlang(mean 200s, shape 4)", (s: number) => erlang4(s / 50)],
  ])("%s: as if every agent's own age and the true law were known", (text, survival) => {
    let counted = 0;
    let exact = 0;
    work(text, (nowUs, releases, since) => {
      counted += releases.within(H_US, nowUs);
      for (const began of since) {
        const ageS = (nowUs - began) / 1e6;
        exact += 1 - survival(ageS + H_US / 1e6) / survival(ageS);
      }
    });
    expect(exact).toBeGreaterThan(1000);
    expect(Math.abs(counted / exact - 1)).toBeLessThan(0.03);
  });

  test("none of those whose handling began before all that is remembered", () => {
    const releases = new Releases();
    for (let i = 0; i < 50; i++) {
      releases.begin(0);
      releases.end(0, 30e6);
    }
    releases.begin(60e6);
    expect(releases.within(60e6, 65e6)).toBeGreaterThan(0.9);
    expect(releases.within(60e6, 3600e6)).toBe(0);
    releases.end(60e6, 3700e6);
    releases.begin(3700e6);
    expect(releases.within(60e6, 3701e6)).toBeGreaterThan(0.9);
  });
});

/** P(X > x) of an Erlang law of four stages of mean 1. */
const erlang4 = (x: number): number => Math.exp(-x) * (1 + x + (x * x) / 2 + (x * x * x) / 6);
