import { type OpenedWav, openWav } from "./open-wav";
import { type Loudness, SoundMeter } from "./sound-meter";

/**
 * Measures a WAV file as it streams past, whatever its length. Null when it is none that `openWav` knows. The pieces are
 * given up as soon as nothing more is wanted of them.
 */
export async function measureWav(pieces: AsyncIterable<Uint8Array>): Promise<Loudness | null> {
  const wav = await openWav(pieces);
  if (!wav) return null;
  try {
    return await measure(wav);
  } finally {
    await wav.close();
  }
}

async function measure({ format, size, moments }: OpenedWav): Promise<Loudness> {
  const { channels, sampleRate, bytes, read } = format;
  const meter = new SoundMeter(sampleRate, channels);
  const moment = channels * bytes;
  let left = size;
  for await (const view of moments()) {
    const end = Math.min(view.byteLength, left - (left % moment || 0));
    for (let at = 0; at < end; at += bytes) meter.add((at / bytes) % channels, read(view, at));
    left -= view.byteLength;
    if (left <= 0) break;
  }
  return meter.finish();
}
