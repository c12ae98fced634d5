/**
 * A sample as bytes and back, without loss: the same sample always has the same bytes, on every
 * machine. A line of JSON says how long each array is; then come the arrays, little-endian, each
 * from a multiple of eight bytes on.
 */
import { endianness } from "node:os";
import type { Sample, Sparse } from "../measure/types.ts";

const FORMAT = "busyhour sample 1";
const NUMBERS = [
  "counters",
  "cohorts",
  "levelMean",
  "levelMax",
  "tallyCount",
  "tallySum",
  "tallyMax",
  "windowMax",
  "moments",
] as const satisfies readonly (keyof Sample)[];
const SERIES = ["minutes", "courses"] as const satisfies readonly (keyof Sample)[];
const HISTOGRAMS = [
  "levelHistogram",
  "tallyHistogram",
  "windowHistogram",
] as const satisfies readonly (keyof Sample)[];

interface Head {
  readonly format: string;
  readonly windowUs: number;
  /** By field: the length of its array, or of each of its arrays; null for a missing histogram. */
  readonly lengths: Readonly<Record<string, number | readonly (number | null)[]>>;
}

/** @throws Error on a machine whose numbers are big-endian, for which there is no test */
export function encodeSample(sample: Sample): Uint8Array {
  refuseBigEndian();
  const lengths = {
    ...Object.fromEntries(NUMBERS.map((field) => [field, sample[field].length])),
    ...Object.fromEntries(SERIES.map((field) => [field, sample[field].map((one) => one.length)])),
    ...Object.fromEntries(
      HISTOGRAMS.map((field) => [field, sample[field].map((one) => one?.keys.length ?? null)]),
    ),
  };
  const head: Head = { format: FORMAT, windowUs: sample.windowUs, lengths };
  return joined([new TextEncoder().encode(`${JSON.stringify(head)}\n`), ...arraysOf(sample)]);
}

function arraysOf(sample: Sample): (Float64Array | Int32Array)[] {
  const histograms: (Sparse | null)[] = HISTOGRAMS.flatMap((field) => sample[field]);
  return [
    ...NUMBERS.map((field) => sample[field]),
    ...SERIES.flatMap((field) => sample[field]),
    ...histograms.flatMap((one) => (one === null ? [] : [one.keys, one.weights])),
  ];
}

const ALIGNMENT = 8;
const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

function joined(parts: readonly ArrayBufferView[]): Uint8Array {
  const size = parts.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

/** @throws Error when the bytes are not those of a whole sample of this format */
export function decodeSample(bytes: Uint8Array): Sample {
  refuseBigEndian();
  const head = headOf(bytes);
  const { lengths, windowUs } = head;
  const take = takerOf(bytes, aligned(bytes.indexOf(NEWLINE) + 1));
  const listOf = (field: string) => lengths[field] as readonly (number | null)[];
  const numbers = Object.fromEntries(
    NUMBERS.map((field) => [field, take(Float64Array, lengths[field] as number)]),
  );
  const series = Object.fromEntries(
    SERIES.map((field) => [field, listOf(field).map((length) => take(Float64Array, length!))]),
  );
  const histograms = Object.fromEntries(
    HISTOGRAMS.map((field) => [
      field,
      listOf(field).map((length) =>
        length === null
          ? null
          : { keys: take(Int32Array, length), weights: take(Float64Array, length) },
      ),
    ]),
  );
  return { windowUs, ...numbers, ...series, ...histograms } as unknown as Sample;
}

const NEWLINE = 10;

function headOf(bytes: Uint8Array): Head {
  const end = bytes.indexOf(NEWLINE);
  const text = new TextDecoder().decode(bytes.subarray(0, Math.max(0, end)));
  const isOurs = text.startsWith(`{"format":${JSON.stringify(FORMAT)}`);
  if (!isOurs) throw new Error(`wanted bytes of a ${FORMAT}, got others`);
  return JSON.parse(text) as Head;
}

type NumberArray = typeof Float64Array | typeof Int32Array;

/** Reads one array after the other; each is a copy, so that it does not hold on to the bytes. */
function takerOf(bytes: Uint8Array, from: number) {
  let at = from;
  return <Kind extends NumberArray>(kind: Kind, length: number): InstanceType<Kind> => {
    const size = length * kind.BYTES_PER_ELEMENT;
    if (at + size > bytes.length) throw new Error("wanted a whole sample, got a part of one");
    const copy = new Uint8Array(size);
    copy.set(bytes.subarray(at, at + size));
    at += aligned(size);
    return new kind(copy.buffer, 0, length) as InstanceType<Kind>;
  };
}

function refuseBigEndian(): void {
  if (endianness() !== "LE") throw new Error("samples can be kept on little-endian machines only");
}
