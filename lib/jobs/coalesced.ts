/** One more round at most: under steady load the next caller starts anew. */
const ROUNDS = 2;

/**
 * Work of which one run at a time is enough: calls that come while it runs become one more run after it, together.
 * @param work must not reject
 * @returns resolves with the runs it started; at once when it only joined
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      for (let round = 0; isWanted && round < ROUNDS; round += 1) {
        isWanted = false;
        await work();
      }
    } finally {
      isRunning = false;
      isWanted = false;
    }
  };
}
