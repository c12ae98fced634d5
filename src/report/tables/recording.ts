import {
  BINARY,
  blueprintHourMB,
  blueprintUploadMbps,
  G711_KBPS,
  STREAMS,
  uploadMbps,
} from "../../stats/recordingFormulas.ts";
import { find } from "../findings.ts";
import { percent, quantity, significant, withInterval } from "../format.ts";
import type { Findings } from "../types.ts";
import { left, right, type Table } from "./table.ts";

interface Formula {
  readonly title: string;
  readonly unit: string;
  readonly formula: number;
  readonly derivation: string;
  /** What a run measures of it: a mean and its seconds, where it has any. */
  readonly measured: readonly (string | null)[];
}

/** Mean, p95 and p99 of a second, and its greatest. */
const bySecond = (id: string) => [id, `${id}.p95of1s`, `${id}.p99of1s`, `${id}.max1s`];

/** The blueprint's formulas at the load of the run, beside what it measured of them. */
export function formulasTable(findings: Findings): Table {
  const title = "The blueprint's formulas (6.1.1 to 6.1.3) beside the run";
  const heads = ["formula", "measured, mean", "p95 of 1 s", "p99 of 1 s", "greatest"];
  const columns = [left("figure"), ...heads.map(right), { ...left("by"), detail: true as const }];
  const sessions = find(findings, "recording.sessions")?.estimate;
  if (typeof sessions !== "number") return { title, columns, rows: [] };
  return {
    title,
    columns,
    rows: formulasOf(findings, sessions).map((each) => [
      each.unit === "" ? each.title : `${each.title}, ${each.unit}`,
      significant(each.formula),
      ...each.measured.map((id) =>
        id === null ? "" : withInterval(find(findings, id), each.unit),
      ),
      each.derivation,
    ]),
  };
}

/** Recordings that go on at a time are what every formula starts from: those that were measured. */
function formulasOf({ scenario }: Findings, sessions: number): readonly Formula[] {
  const { storage, media, sizing, recording } = scenario;
  const kbps = storage.fileBitsPerSecond / 1e3;
  const streams = recording.mode === "siprec" ? STREAMS.siprec : STREAMS.bridged;
  const stream = media.rtpBitsPerSecond / 1e6;
  const reserved = sizing.bridgingBitsPerSecond / 1e6;
  const at = `${significant(sessions)} recordings`;
  const media4 = bySecond("recording.media");
  const upload = bySecond("recording.upload");
  return [
    {
      title: "media of recorders, as the blueprint reserves",
      unit: "Mbit/s",
      formula: sessions * reserved,
      derivation:
        `${at} × ${significant(reserved)}; payload alone, which for G.711 is ` +
        `${STREAMS.bridged} × ${G711_KBPS} / ${BINARY}`,
      measured: media4,
    },
    {
      title: "media of recorders, on the wire",
      unit: "Mbit/s",
      formula: sessions * streams * stream,
      derivation:
        `${at} × ${streams} streams × ${significant(stream * 1e3)} kbit/s of ${media.codec}, ` +
        `${scenario.layer} bytes; RTCP on top`,
      measured: media4,
    },
    {
      title: "upload, by the blueprint",
      unit: "Mbit/s",
      formula: blueprintUploadMbps(sessions, kbps),
      derivation:
        `${at} × ${significant(kbps)} / ${BINARY}: ` +
        `${percent(1 - 1000 / BINARY)} less, by mixing 1,000 and 1,024`,
      measured: upload,
    },
    {
      title: "upload",
      unit: "Mbit/s",
      formula: uploadMbps(sessions, kbps),
      derivation: `${at} × ${significant(kbps)} kbit/s; a file goes up when its call ends`,
      measured: upload,
    },
    {
      title: "an hour of recordings, in its MB of 1,024 kB",
      unit: "",
      formula: blueprintHourMB(sessions, kbps),
      derivation: `${at} × 3,600 s × ${significant(kbps)} kbit/s / 8 / ${BINARY}`,
      measured: [null, null, null, null],
    },
  ];
}

const KEPT = [
  ["storage.recordings", "voice, in closed form from talk times"],
  ["recording.kept.voice", "voice, as stored"],
  ["recording.kept.screens", "screens with their voice, as stored"],
  ["storage.database", "database, in closed form"],
] as const;

/** What the load of the run comes to over the retention: formula and files. */
export function keptTable(findings: Findings): Table {
  const rows = KEPT.flatMap(([id, title]) => {
    const estimate = find(findings, id);
    return estimate === undefined ? [] : [[title, quantity(estimate)]];
  });
  const isSimulated = find(findings, "recording.kept.voice") !== undefined;
  return {
    title: "Recordings kept over the retention, by formula and as files",
    columns: [left("what"), right("value")],
    rows: isSimulated ? rows : [],
  };
}
