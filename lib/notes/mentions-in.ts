const MENTION = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/g;

/** A stretch of a note: its words, or somebody mentioned. */
export type NotePart = { text: string } | { user_id: string };

/** Takes a note apart at its mentions (`<@user_id>`), in order. */
export function partsOfNote(body: string): NotePart[] {
  const parts: NotePart[] = [];
  let at = 0;
  for (const found of body.matchAll(MENTION)) {
    if (found.index > at) parts.push({ text: body.slice(at, found.index) });
    parts.push({ user_id: found[1] ?? "" });
    at = found.index + found[0].length;
  }
  if (at < body.length) parts.push({ text: body.slice(at) });
  return parts;
}

/** The people a note mentions, each once. */
export function mentionsIn(body: string): string[] {
  return [...new Set([...body.matchAll(MENTION)].map((found) => found[1] ?? ""))];
}

/** A mention as it stands in a note. */
export function mentionOf(userId: string): string {
  return `<@${userId}>`;
}
