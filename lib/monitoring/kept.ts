/**
 * A read that several ask for at once and that is answered anew at most every `ms`: whoever asks meanwhile gets the same
 * promise. A failure is not kept.
 */
export function kept<T>(ms: number, read: () => Promise<T>, now: () => number = Date.now): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined;
  return () => {
    if (last && now() - last.at < ms) return last.answer;
    const started = { at: now(), answer: read() };
    last = started;
    started.answer.catch(() => {
      if (last === started) last = undefined;
    });
    return started.answer;
  };
}
