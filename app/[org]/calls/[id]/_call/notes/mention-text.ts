import { mentionOf, mentionsIn, partsOfNote } from "@/lib/notes/mentions-in";

/** In the place of the name of a mentioned one who has left. */
export const FORMER = "a former member";

/** Somebody who can be mentioned: the label stands behind the "@". */
export type Mentionable = { user_id: string; label: string };

/** Labels for members: the name, with the address where two share one, the address where there is no name. */
export function labelled(members: readonly { user_id: string; full_name: string; email: string }[]): Mentionable[] {
  return members.map(({ user_id, full_name, email }) => {
    const shared = members.some((other) => other.user_id !== user_id && other.full_name === full_name);
    return { user_id, label: full_name ? (shared ? `${full_name} (${email})` : full_name) : email };
  });
}

/**
 * Those whom a note mentions and whom `people` does not know, mostly because they have left: named apart, so that what is edited
 * mentions the same people when it is stored again.
 */
export function othersIn(
  body: string,
  mentions: readonly { user_id: string; name: string }[],
  people: readonly Mentionable[],
): Mentionable[] {
  const others: Mentionable[] = [];
  for (const user_id of mentionsIn(body)) {
    if (people.some((person) => person.user_id === user_id)) continue;
    const name = mentions.find((mention) => mention.user_id === user_id)?.name ?? FORMER;
    const taken = [...people, ...others].filter(({ label }) => label === name || label.startsWith(`${name} (`)).length;
    others.push({ user_id, label: taken === 0 ? name : `${name} (${taken + 1})` });
  }
  return others;
}

/** A stored note as its author edits it: "@Hannah Okafor" for `<@id>`. */
export function asWritten(body: string, people: readonly Mentionable[]): string {
  return partsOfNote(body)
    .map((part) =>
      "text" in part ? part.text : `@${people.find(({ user_id }) => user_id === part.user_id)?.label ?? FORMER}`,
    )
    .join("");
}

/** What was typed as it is stored: `<@id>` for "@Hannah Okafor". The longest name wins, so that Ann is not half of Anna. */
export function asStored(text: string, people: readonly Mentionable[]): string {
  const longestFirst = [...people].sort((a, b) => b.label.length - a.label.length);
  let stored = "";
  let at = 0;
  while (at < text.length) {
    const person =
      text[at] === "@" ? longestFirst.find(({ label }) => startsWithName(text.slice(at + 1), label)) : undefined;
    stored += person ? mentionOf(person.user_id) : (text[at] ?? "");
    at += person ? person.label.length + 1 : 1;
  }
  return stored;
}

function startsWithName(text: string, label: string): boolean {
  return text.startsWith(label) && !/^[\p{L}\p{N}]/u.test(text.slice(label.length));
}

/** The name being typed at the caret, without its "@"; null when none is. */
export function typedName(text: string, caret: number): string | null {
  return /(?:^|\s)@([\p{L}\p{N}.' -]{0,40})$/u.exec(text.slice(0, caret))?.[1] ?? null;
}
