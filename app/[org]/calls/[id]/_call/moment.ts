/** The moment an address points at: `#t=42` or `#t=1:05`, in milliseconds; null when it names none. */
export function momentOf(hash: string): number | null {
  const match = /^#t=(?:(\d{1,3}):)?(\d{1,5})(?:\.(\d{1,3}))?$/.exec(hash);
  if (!match) return null;
  const [, minutes = "0", seconds = "0", fraction = "0"] = match;
  return (Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, "0"));
}
