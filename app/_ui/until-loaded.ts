const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const ATTEMPTS = 30;

/**
 * Fetches the code of a part that is loaded late, again and again while the connection is gone: meanwhile the part's
 * fallback stands in its place, instead of an error in place of the screen. Gives up after about five minutes.
 */
export async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ChunkLoadError" || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)));
    }
  }
}
