import { expect, test } from "vitest";
import {
  CODECS,
  type CodecName,
  type Srtp,
  streamBitsPerSecond,
} from "../../src/scenario/codecs.ts";
import { type Framing, frameBytes } from "../../src/scenario/framing.ts";
import { EXAMPLE, placesOfProblems, scenarioOf } from "./example.ts";

/** kbit/s of one direction by IP, Ethernet and line, and by Ethernet with a tag of 10 bytes. */
const TABLE: readonly [CodecName, packetTimeMs: number, kbps: string][] = [
  ["G.711", 20, "80.0 87.2 95.2 91.2"],
  ["G.711", 10, "96.0 110.4 126.4 118.4"],
  ["G.711", 30, "74.7 79.5 84.8 82.1"],
  ["G.722", 20, "80.0 87.2 95.2 91.2"],
  ["G.729", 20, "24.0 31.2 39.2 35.2"],
  ["G.729", 30, "18.7 23.5 28.8 26.1"],
  ["G.723.1", 30, "17.1 21.9 27.2 24.5"],
  ["Opus 16k", 20, "32.0 39.2 47.2 43.2"],
  ["Opus 24k", 20, "40.0 47.2 55.2 51.2"],
  ["Opus 32k", 20, "48.0 55.2 63.2 59.2"],
];

const PLAIN: Framing = { ip: "IPv4", vlan: false, layer: "ethernet" };

function kbps(codec: CodecName, ms: number, framing: Partial<Framing> = {}, srtp: Srtp = "none") {
  const packing = { codec, packetTimeUs: ms * 1000, srtp, rtcp: 0 };
  return streamBitsPerSecond(packing, frameBytes({ ...PLAIN, ...framing })) / 1000;
}

test.each(TABLE)("%s in packets of %d ms takes %s kbit/s", (codec, ms, expected) => {
  const layers = (["ip", "ethernet", "line"] as const).map((layer) => kbps(codec, ms, { layer }));
  const all = [...layers, kbps(codec, ms, {}, "HMAC-SHA1-80")];
  expect(all.map((each) => each.toFixed(1)).join(" ")).toBe(expected);
});

test("every codec is in the table", () => {
  expect(new Set(TABLE.map(([codec]) => codec))).toEqual(new Set(Object.keys(CODECS)));
});

test("a short tag, VLAN and IPv6 add their bytes to each of 50 packets a second", () => {
  const more = (framing: Partial<Framing>, srtp?: Srtp) =>
    kbps("G.711", 20, framing, srtp) - kbps("G.711", 20);
  expect(more({}, "HMAC-SHA1-32")).toBeCloseTo(1.6, 9);
  expect(more({ vlan: true })).toBeCloseTo(1.6, 9);
  expect(more({ vlan: true, layer: "ip" }) + 7.2).toBeCloseTo(0, 9);
  expect(more({ ip: "IPv6" })).toBeCloseTo(8, 9);
});

/** One location away, and what the link of each pair of places carries a stream in, kbit/s. */
const branch = (media: string, ...overrides: string[]) => {
  const { links, places } = scenarioOf(EXAMPLE, [
    "locations.branch={}",
    "agents.day.location=branch",
    "media={ codec: G.711, packetTime: 20ms }",
    `media=${media}`,
    ...overrides,
  ]);
  return (name: string) => {
    const link = links.find(({ from, to }) => `${places[from]}>${places[to]}` === name)!;
    return link.streamBitsPerSecond / 1000;
  };
};

test("each sort of path and each location has its own media, or those of all", () => {
  const paths = "{ sites: { codec: G.729 }, phones: { codec: Opus 24k, srtp: HMAC-SHA1-80 } }";
  const here = "{ branch: { packetTime: 40ms } }";
  const kbpsOf = branch(`{ rtcp: 0, paths: ${paths}, locations: ${here} }`);
  const names = ["carrier>dc1", "dc1>dc1", "dc2>dc1", "dc1>desks:dc1", "branch>dc1"];
  expect(names.map(kbpsOf)).toEqual([87.2, 87.2, 31.2, 51.2, 37.6]);
});

test("RTCP and the layers below count where the scenario says so", () => {
  const wire = ["network.ip=IPv6", "network.vlan=true", "network.layer=line"];
  expect(branch("{}")("carrier>dc1")).toBeCloseTo(87.2 * 1.005, 9);
  expect(branch("{ rtcp: 5% }", ...wire)("carrier>dc1")).toBeCloseTo(104.8 * 1.05, 9);
  const { links } = scenarioOf(EXAMPLE, wire);
  expect(links[0]!.overheadBytes).toEqual({ signalling: 90, tlib: 102 });
});

test("a packet that holds no whole frames is refused where either is stated", () => {
  const wrong = "{ packetTime: 20ms, paths: { sites: { codec: G.723.1 } } }";
  const also = "{ packetTime: 25ms, locations: { branch: { packetTime: 15ms } } }";
  expect(placesOfProblems(() => branch(wrong))).toEqual([expect.stringContaining("sites.codec")]);
  expect(placesOfProblems(() => branch(also))).toEqual([
    expect.stringContaining("media.packetTime"),
    expect.stringContaining("branch.packetTime"),
  ]);
});
