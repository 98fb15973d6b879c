/** Bars of a finished measurement, per channel. Enough for a wide screen, small enough to keep. */
export const BARS = 800;

const FRAME_MS = 20;
/** What counts as silence is this part of how loud people speak in the same recording … */
const QUIET = 0.06;
/** … but never less than the hiss of a telephone line. */
const HISS = 0.004;
/** A shorter pause is part of speaking. */
const SHORTEST_SILENCE_MS = 1_000;
/** Clicks within a silence do not end it. */
const CLICK_MS = 60;
/** Left at both ends of a silence, so that no word loses its beginning. */
const MARGIN_MS = 200;

/** Loudness over time: per channel one value of 0–255 per bar, and the stretches in which nobody speaks. */
export type Loudness = { duration_ms: number; peaks: number[][]; silences: [from_ms: number, to_ms: number][] };

/** Measures sound that arrives in pieces, in constant memory per second of it. The server and the browser share it. */
export class SoundMeter {
  private readonly frames: { peak: number[]; power: number[] }[];
  private readonly frameLength: number;
  private readonly peak: number[];
  private readonly power: number[];
  private filled = 0;
  private samples = 0;

  constructor(
    private readonly sampleRate: number,
    private readonly channels: number,
  ) {
    this.frameLength = Math.max(1, Math.round((sampleRate * FRAME_MS) / 1000));
    this.frames = Array.from({ length: channels }, () => ({ peak: [], power: [] }));
    this.peak = new Array<number>(channels).fill(0);
    this.power = new Array<number>(channels).fill(0);
  }

  /** The next sample of a channel, −1 to 1. Channels of one moment follow each other; the last one ends the moment. */
  add(channel: number, sample: number): void {
    const size = Math.abs(sample);
    if (size > (this.peak[channel] ?? 0)) this.peak[channel] = size;
    this.power[channel] = (this.power[channel] ?? 0) + sample * sample;
    if (channel < this.channels - 1) return;
    this.samples += 1;
    this.filled += 1;
    if (this.filled >= this.frameLength) this.endFrame();
  }

  finish(): Loudness {
    if (this.filled > 0) this.endFrame();
    const loudest = Math.max(
      0.001,
      ...this.frames.map(({ peak }) => peak.reduce((most, each) => Math.max(most, each), 0)),
    );
    return {
      duration_ms: Math.round((this.samples / this.sampleRate) * 1000),
      peaks: this.frames.map(({ peak }) => barsOf(peak, loudest)),
      silences: silencesIn(this.loudnessOfFrames()),
    };
  }

  private endFrame(): void {
    this.frames.forEach((frame, channel) => {
      frame.peak.push(this.peak[channel] ?? 0);
      frame.power.push(Math.sqrt((this.power[channel] ?? 0) / this.filled));
    });
    this.peak.fill(0);
    this.power.fill(0);
    this.filled = 0;
  }

  private loudnessOfFrames(): number[] {
    const [first, second] = this.frames;
    return (first?.power ?? []).map((value, frame) => Math.max(value, second?.power[frame] ?? 0));
  }
}

/** The loudest of each of `BARS` equal stretches, the loudest of all being 255. */
function barsOf(peaks: readonly number[], loudest: number): number[] {
  const bars = new Array<number>(BARS).fill(0);
  peaks.forEach((peak, frame) => {
    const bar = Math.min(BARS - 1, Math.floor((frame / peaks.length) * BARS));
    bars[bar] = Math.max(bars[bar] ?? 0, Math.round((peak / loudest) * 255));
  });
  // Fewer frames than bars: a bar without a frame of its own repeats the one before it.
  for (let bar = 1; peaks.length < BARS && bar < BARS; bar++) {
    const frame = Math.floor((bar / BARS) * peaks.length);
    bars[bar] = Math.round(((peaks[frame] ?? 0) / loudest) * 255);
  }
  return bars;
}

function silencesIn(loudness: readonly number[]): [number, number][] {
  const sorted = [...loudness].sort((a, b) => a - b);
  const speech = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  const threshold = Math.max(HISS, speech * QUIET);
  const silences: [number, number][] = [];
  let from: number | null = null;
  let quietUntil = 0;
  const close = () => {
    if (from !== null && quietUntil - from >= SHORTEST_SILENCE_MS)
      silences.push([from + MARGIN_MS, quietUntil - MARGIN_MS]);
    from = null;
  };
  loudness.forEach((value, frame) => {
    const at = frame * FRAME_MS;
    if (value < threshold) {
      from ??= at;
      quietUntil = at + FRAME_MS;
    } else if (from !== null && at + FRAME_MS - quietUntil > CLICK_MS) {
      close();
    }
  });
  close();
  return silences;
}
