import { AppError } from "../../errors";
import type { GuardedAnswer } from "../../http/fetch-guarded";
import { measureWav } from "./measure-wav";
import type { Loudness } from "./sound-meter";

/** A longer recording is drawn from its words: two hours of two channels at 16 kHz are 460 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Measures the recording that a vendor hands out. Null when it cannot be read here, or is longer than `mostBytes`, whether the
 * answer said so or not. Throws `unavailable` when it is cut before its end.
 */
export async function measureAnswer(answer: GuardedAnswer, mostBytes: number = MOST_BYTES): Promise<Loudness | null> {
  const announced = Number(answer.headers.get("content-length") ?? 0);
  if (announced > mostBytes) {
    await answer.body.cancel().catch(() => undefined);
    return null;
  }
  try {
    return await measureWav(upTo(mostBytes, answer.body));
  } catch (error) {
    if (error instanceof TooLong) return null;
    throw error;
  }
}

class TooLong extends Error {}

async function* upTo(mostBytes: number, body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let taken = 0;
  try {
    for await (const piece of body) {
      taken += piece.length;
      if (taken > mostBytes) throw new TooLong();
      yield piece;
    }
  } catch (error) {
    if (error instanceof TooLong) throw error;
    throw new AppError("unavailable", "The vendor stopped handing out the recording. Try again in a moment.");
  }
}
