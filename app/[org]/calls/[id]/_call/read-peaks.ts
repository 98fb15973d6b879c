const LARGEST_BYTES = 24 * 1024 * 1024;
const SAMPLE_RATE = 8000;

/**
 * Reads a recording and measures its loudness: one value between 0 and 1 per bar, the loudest bar being 1. Undefined when
 * it is too large to be worth the memory, or cannot be decoded; the player works without.
 */
export async function readPeaks(src: string, bars: number, signal: AbortSignal): Promise<number[] | undefined> {
  try {
    const answer = await fetch(src, { signal });
    if (!answer.ok || Number(answer.headers.get("content-length") ?? 0) > LARGEST_BYTES) {
      await answer.body?.cancel();
      return undefined;
    }
    const sound = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(await answer.arrayBuffer());
    return loudness(sound.getChannelData(0), bars);
  } catch {
    return undefined;
  }
}

/** The largest sample of each of `bars` equal stretches, scaled so that the loudest is 1. */
export function loudness(samples: Float32Array, bars: number): number[] {
  const stretch = samples.length / bars;
  const peaks = Array.from({ length: bars }, (_, bar) => {
    let peak = 0;
    const end = Math.min(samples.length, Math.floor((bar + 1) * stretch));
    for (let at = Math.floor(bar * stretch); at < end; at++) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(...peaks, 0.001);
  return peaks.map((peak) => peak / loudest);
}
