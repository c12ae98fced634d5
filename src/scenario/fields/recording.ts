import * as z from "zod";
import type { Parameter, Source } from "../../parameter.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { optionalSection, unless, whole } from "./sections.ts";
import { flag, word } from "./words.ts";

const assumed = (note: string): Source => ({ mark: "assumption", note });

const bitRate = (meaning: string, standard: string, source: Source): Parameter => ({
  kind: "bandwidth",
  meaning,
  default: standard,
  min: "1kbps",
  max: "100Gbps",
  source,
});

const ofFile = (channels: string, standard: string) =>
  quantity({
    ...bitRate(`Bit rate of a recorded ${channels} file`, standard, {
      mark: "blueprint",
      note: `6.1.1: mp3 ${channels}`,
    }),
    max: "10Mbps",
  });

const share = (meaning: string, standard: number, source: Source) =>
  quantity({ kind: "share", meaning, default: standard, source });

const SCREEN = optionalSection(
  z.strictObject({
    share: share(
      "Share of the recorded calls whose agent's screen is recorded too",
      0,
      assumed("none unless the policy says so"),
    ),
    rate: quantity(
      bitRate("Bit rate of a captured screen", "200kbps", assumed("100 to 300 kbit/s a screen")),
    ),
    upload: quantity(
      bitRate(
        "Rate at which a desktop sends a captured screen, after the call",
        "10Mbps",
        assumed("one file at a time, slower than the desk's network; no public figure"),
      ),
    ),
    muxing: quantity({
      kind: "number",
      meaning: "Seconds a muxer works on each second of a recording with its screen",
      default: 0.05,
      min: 0,
      max: 100,
      source: assumed("no public figure"),
    }),
  }),
);

const PAUSE = optionalSection(
  z.strictObject({
    share: share(
      "Share of the calls of which a part must not be recorded, such as a payment",
      0,
      assumed("none unless the policy says so"),
    ),
    duration: law({
      kind: "distribution",
      meaning: "That part: the end of the talk, all of it at most",
      default: "exponential(mean 40s)",
      max: "10h",
      source: assumed("card number, date and check digits; no public figure"),
    }),
  }),
);

const RECORDING = z.strictObject({
  mode: word(
    ["none", "bridged", "siprec"],
    "bridged: all media pass an MCP, two dialogs a recording; siprec: an SBC sends copies, one " +
      "dialog; none: nothing of it is simulated, only what is kept is counted",
    "none",
    { source: assumed("platform and network without recording") },
  ),
  share: share("Share of the calls answered by agents that is recorded", 1, {
    mark: "blueprint",
    note: "every voice interaction is recorded",
  }),
  screen: SCREEN,
  pause: PAUSE,
  channels: word(["stereo", "mono"], "Whether each party has a channel of its own", "stereo", {
    source: { mark: "assumption", note: "blueprint 6.1.1 gives stereo and mono" },
  }),
  stereo: ofFile("stereo", "16kbps"),
  mono: ofFile("mono", "8kbps"),
  encrypted: flag("Whether MCPs encrypt what they record", true, {
    mark: "blueprint",
    note: "4.1.8: all recordings are encrypted",
  }),
  encryptionCost: share("Share of the recordings that an MCP carries less for encryption", 0.125, {
    mark: "published",
    note: "210 instead of 240 a host; 0.5 where jitter must stay as low as without",
  }),
  upload: quantity(
    bitRate(
      "Rate at which one file goes from a server to another",
      "100Mbps",
      assumed("a tenth of a server's port; no public figure"),
    ),
  ),
});

const NO_PLATFORM = "none: without a platform there is nothing that records";

/** What is recorded of each call, and how. */
export const recordingFields = (names: Names | undefined) =>
  optionalSection(
    whole(RECORDING, ({ mode }) =>
      unless(names?.platform !== "none" || mode === "none", {
        wanted: NO_PLATFORM,
        path: ["mode"],
      }),
    ),
  );
