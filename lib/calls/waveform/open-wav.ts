/** Reads one sample at an offset, −1 to 1. */
type ReadSample = (view: DataView, offset: number) => number;

/** No format takes more: eighteen bytes, the last two of which say how many follow (`WAVEFORMATEX`). */
const LARGEST_FORMAT = 18 + 0xffff;

/** How a WAV file keeps its samples; `kind` 1 PCM, 3 float, 6 A-law, 7 µ-law; `bytes` of one sample. */
export type WavFormat = { kind: number; channels: number; sampleRate: number; bytes: number; read: ReadSample };

export type OpenedWav = {
  format: WavFormat;
  /** Bytes of samples; infinite where the file was written as a stream that did not know its length. */
  size: number;
  /** The samples, in views that hold every channel of a moment. To be read once. */
  moments: () => AsyncGenerator<DataView>;
  /** Lets go of the source. */
  close: () => Promise<void>;
};

/**
 * Opens a WAV file as it streams past, at its first sample: PCM of 8 to 32 bits, float, A-law and µ-law, one or two
 * channels. Null when it is something else (MP3 …), and the pieces are given up; else they are with `close`. Source: Microsoft's RIFF specification; ITU-T G.711 for the laws.
 */
export async function openWav(pieces: AsyncIterable<Uint8Array>): Promise<OpenedWav | null> {
  const reader = new PieceReader(pieces);
  let wav: OpenedWav | null = null;
  try {
    wav = await firstSample(reader);
    return wav;
  } finally {
    if (!wav) await reader.close();
  }
}

async function firstSample(reader: PieceReader): Promise<OpenedWav | null> {
  const riff = await reader.take(12);
  if (!riff || text(riff, 0) !== "RIFF" || text(riff, 8) !== "WAVE") return null;
  let format: WavFormat | null = null;
  for (;;) {
    const head = await reader.take(8);
    if (!head) return null;
    const size = head.getUint32(4, true);
    const name = text(head, 0);
    if (name === "data") return format && opened(reader, format, size);
    // The one chunk that is held, and its size is whatever the file says: up to four gigabytes.
    if (name === "fmt " && size > LARGEST_FORMAT) return null;
    const body = await reader.take(size + (size % 2), name === "fmt ");
    if (!body) return null;
    if (name === "fmt ") format = formatOf(body);
    if (name === "fmt " && !format) return null;
  }
}

function opened(reader: PieceReader, format: WavFormat, size: number): OpenedWav {
  return {
    format,
    // A stream that did not know its length says 0 or the largest number: until the end, then.
    size: size === 0 || size >= 0xffff_fff0 ? Number.POSITIVE_INFINITY : size,
    moments: () => reader.inWhole(format.channels * format.bytes),
    close: () => reader.close(),
  };
}

function formatOf(body: DataView): WavFormat | null {
  if (body.byteLength < 16) return null;
  const tag = body.getUint16(0, true);
  // "Extensible" names the real format in the first two bytes of its sub-format.
  const kind = tag === 0xfffe && body.byteLength >= 26 ? body.getUint16(24, true) : tag;
  const channels = body.getUint16(2, true);
  const sampleRate = body.getUint32(4, true);
  const bits = body.getUint16(14, true);
  const read = READERS[`${kind}/${bits}`];
  if (!read || channels < 1 || channels > 2 || sampleRate < 4_000 || sampleRate > 384_000) return null;
  return { kind, channels, sampleRate, bytes: bits / 8, read };
}

/** By format (1 PCM, 3 float, 6 A-law, 7 µ-law) and bits. */
const READERS: Record<string, ReadSample> = {
  "1/8": (view, at) => (view.getUint8(at) - 128) / 128,
  "1/16": (view, at) => view.getInt16(at, true) / 32_768,
  "1/24": (view, at) => (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 8_388_608,
  "1/32": (view, at) => view.getInt32(at, true) / 2_147_483_648,
  "3/32": (view, at) => view.getFloat32(at, true),
  "6/8": (view, at) => fromALaw(view.getUint8(at)),
  "7/8": (view, at) => fromMuLaw(view.getUint8(at)),
};

function fromALaw(byte: number): number {
  const value = byte ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = ((value & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (value & 128 ? size : -size) / 32_768;
}

function fromMuLaw(byte: number): number {
  const value = ~byte & 255;
  const size = ((((value & 15) << 3) + 132) << ((value >> 4) & 7)) - 132;
  return (value & 128 ? -size : size) / 32_768;
}

function text(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(offset + at)));
}

/** Takes exact numbers of bytes from pieces of any size. */
class PieceReader {
  private readonly source: AsyncIterator<Uint8Array>;
  private held: Uint8Array = new Uint8Array(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.source = pieces[Symbol.asyncIterator]();
  }

  /** The next `count` bytes; null when there are fewer. Without `keep` they are passed over and the answer is empty. */
  async take(count: number, keep = true): Promise<DataView | null> {
    let missing = count;
    const kept: Uint8Array[] = [];
    while (missing > 0) {
      if (this.held.length === 0 && !(await this.more())) return null;
      const part = this.held.subarray(0, missing);
      if (keep) kept.push(part);
      this.held = this.held.subarray(part.length);
      missing -= part.length;
    }
    return viewOf(joined(kept));
  }

  /** Everything that is left, in views whose length is a multiple of `unit`. */
  async *inWhole(unit: number): AsyncGenerator<DataView> {
    for (;;) {
      const whole = this.held.length - (this.held.length % unit);
      if (whole > 0) yield viewOf(this.held.subarray(0, whole));
      const rest = this.held.subarray(whole);
      this.held = new Uint8Array(0);
      if (!(await this.more())) return;
      if (rest.length > 0) this.held = joined([rest, this.held]);
    }
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.source.next();
    if (done) return false;
    this.held = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return true;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
