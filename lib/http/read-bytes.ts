/**
 * The bytes of a body that somebody else wrote, or null when there are more than so many: the rest is never asked for. Throws
 * when the body is cut. For browsers as well, not all of which can walk a stream in a loop.
 */
export async function readBytes(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  mostBytes: number,
): Promise<ArrayBuffer | null> {
  const reader = body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let taken = 0;
  while (reader) {
    const { value, done } = await reader.read();
    if (done) break;
    taken += value.length;
    if (taken > mostBytes) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
  return new Blob(pieces).arrayBuffer();
}
