/** What is kept of an answer that is only looked at. */
export const KEPT_BYTES = 64 * 1024;

/**
 * The text of a body that somebody else wrote, or null when it is longer than so many bytes: the rest is never asked for, so that
 * neither an endless answer nor one that unpacks to hundreds of megabytes costs more than that. Throws when the body is cut.
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  mostBytes: number = KEPT_BYTES,
): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  let taken = 0;
  // Leaving the loop gives the body up.
  for await (const piece of body ?? []) {
    taken += piece.length;
    if (taken > mostBytes) return null;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
