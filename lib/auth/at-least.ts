/**
 * Answers no sooner than `ms` after it was asked, success or failure: how long the auth server thought must not tell
 * whether an address is known to it.
 */
export async function atLeast<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const floor = new Promise((resolve) => setTimeout(resolve, ms));
  const [result] = await Promise.allSettled([work(), floor]);
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

/** Above what hashing a password and handing over a mail usually take together. */
export const ANSWER_MS = 600;
