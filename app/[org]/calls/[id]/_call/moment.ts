/** The moment a link points at, `?at=83` or `?at=1:23`, in milliseconds; null when it names none. */
export function momentOf(at: string | null): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,5})(?:\.(\d{1,3}))?$/.exec(at ?? "");
  if (!match) return null;
  const [, minutes = "0", seconds = "0", fraction = "0"] = match;
  return (Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, "0"));
}

/** The address of a call at a moment; whole seconds, none for its beginning. */
export function addressOfMoment(address: string, ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds > 0 ? `${address}?at=${seconds}` : address;
}

/** What of a call's address belongs to the list it was opened from: its filters and its order. */
export function listQueryOf(search: URLSearchParams): string {
  const query = new URLSearchParams(search);
  for (const own of ["at", "tab"]) query.delete(own);
  return query.toString();
}

/** A link to a moment of the call on screen moves the sound, not the reader. @returns whether the click was on one */
export function followInPlace(event: MouseEvent, callId: string): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const at = link && new URLSearchParams(link.search).get("at");
  if (!isPlain || !at || !link.pathname.endsWith(`/calls/${callId}`)) return false;
  event.preventDefault();
  const search = new URLSearchParams(window.location.search);
  search.set("at", at);
  // What was said then is in the transcript.
  search.delete("tab");
  window.history.replaceState(null, "", `${link.pathname}?${search}`);
  return true;
}
