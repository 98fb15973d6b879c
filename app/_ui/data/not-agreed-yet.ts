type Overlay = <T>(key: string, answer: T, askedAt: number) => T;

/**
 * Lays over an answer of the server what it may not know: changes that it has not agreed to, or only since it was asked
 * (`performance.now()`). There are none before the first change, which fetches what knows of them (`show-at-once.ts`).
 */
export const notAgreedYet: { over: Overlay } = { over: (_key, answer) => answer };
