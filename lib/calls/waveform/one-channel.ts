import { type OpenedWav, openWav } from "./open-wav";

/**
 * One channel of a WAV file with two, as a WAV file of its own, made while it streams past. Null when it is something else:
 * compressed, or everybody on one channel. @param channel 0 left, 1 right
 */
export async function oneChannel(
  pieces: AsyncIterable<Uint8Array>,
  channel: 0 | 1,
): Promise<ReadableStream<Uint8Array> | null> {
  const wav = await openWav(pieces);
  if (wav?.format.channels !== 2) {
    await wav?.close();
    return null;
  }
  const parts = monoFile(wav, channel);
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

async function* monoFile(wav: OpenedWav, channel: 0 | 1): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  const { bytes } = wav.format;
  const moment = 2 * bytes;
  try {
    yield header(wav);
    let left = wav.size;
    for await (const view of wav.moments()) {
      const count = Math.floor(Math.min(view.byteLength, left) / moment);
      const both = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      const own = new Uint8Array(count * bytes);
      for (let at = 0; at < count; at++) {
        const from = at * moment + channel * bytes;
        for (let byte = 0; byte < bytes; byte++) own[at * bytes + byte] = both[from + byte] ?? 0;
      }
      if (count > 0) yield own;
      left -= view.byteLength;
      if (left < moment) break;
    }
  } finally {
    await wav.close();
  }
}

const LARGEST = 0xffff_ffff;
const HEADER = 44;

function header({ format, size }: OpenedWav): Uint8Array<ArrayBuffer> {
  const { kind, sampleRate, bytes } = format;
  const samples = Math.floor(size / (2 * bytes)) * bytes;
  const view = new DataView(new ArrayBuffer(HEADER));
  const write = (at: number, text: string) => {
    for (let letter = 0; letter < text.length; letter++) view.setUint8(at + letter, text.charCodeAt(letter));
  };
  write(0, "RIFF");
  view.setUint32(4, Math.min(LARGEST, samples + HEADER - 8), true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, kind, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytes, true);
  view.setUint16(32, bytes, true);
  view.setUint16(34, bytes * 8, true);
  write(36, "data");
  view.setUint32(40, Math.min(LARGEST, samples), true);
  return new Uint8Array(view.buffer);
}
