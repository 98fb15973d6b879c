import { type Loudness, SoundMeter } from "@/lib/calls/waveform/sound-meter";
import { readBytes } from "@/lib/http/read-bytes";

const LARGEST_BYTES = 24 * 1024 * 1024;
const SAMPLE_RATE = 8000;
/** Samples measured before the page may breathe: about two milliseconds of work. */
const AT_ONCE = 200_000;

/**
 * Measures a recording that the server cannot read (MP3 …). Undefined when it is too large to be worth the memory, or
 * cannot be decoded; the player works without.
 */
export async function measureHere(src: string, signal: AbortSignal): Promise<Loudness | undefined> {
  try {
    const answer = await fetch(src, { signal });
    if (!answer.ok || Number(answer.headers.get("content-length") ?? 0) > LARGEST_BYTES) {
      await answer.body?.cancel();
      return undefined;
    }
    // Counted while it is read: not every vendor says how long a recording is.
    const file = await readBytes(answer.body, LARGEST_BYTES);
    if (!file) return undefined;
    const sound = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(file);
    const channels = Array.from({ length: Math.min(2, sound.numberOfChannels) }, (_, at) => sound.getChannelData(at));
    const meter = new SoundMeter(sound.sampleRate, channels.length);
    for (let at = 0; at < sound.length; at++) {
      channels.forEach((samples, channel) => {
        meter.add(channel, samples[at] ?? 0);
      });
      if (at % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return undefined;
    }
    return meter.finish();
  } catch {
    return undefined;
  }
}
