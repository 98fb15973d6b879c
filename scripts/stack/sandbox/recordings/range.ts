export type ByteRange = { start: number; end: number };

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110 §14.2, one range). Undefined means the whole file, as for
 * a missing header and for anything that cannot be understood.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const [from, to] = [match[1], match[2]].map((text) => (text === "" || text === undefined ? undefined : Number(text)));
  if (from === undefined) {
    if (to === 0) return "unsatisfiable";
    return { start: Math.max(0, size - (to ?? 0)), end: size - 1 };
  }
  if (from >= size || (to !== undefined && to < from)) return "unsatisfiable";
  return { start: from, end: Math.min(to ?? size - 1, size - 1) };
}
