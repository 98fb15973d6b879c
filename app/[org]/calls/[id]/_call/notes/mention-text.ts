import { mentionOf, partsOfNote } from "@/lib/notes/mentions-in";

/** Somebody who can be mentioned: the label stands behind the "@". */
export type Mentionable = { user_id: string; label: string };

/** Labels for members: the name, with the address where two share one, the address where there is no name. */
export function labelled(members: readonly { user_id: string; full_name: string; email: string }[]): Mentionable[] {
  return members.map(({ user_id, full_name, email }) => {
    const shared = members.some((other) => other.user_id !== user_id && other.full_name === full_name);
    return { user_id, label: full_name ? (shared ? `${full_name} (${email})` : full_name) : email };
  });
}

/** A stored note as its author edits it: "@Hannah Okafor" for `<@id>`. */
export function asWritten(body: string, people: readonly Mentionable[]): string {
  return partsOfNote(body)
    .map((part) =>
      "text" in part ? part.text : `@${people.find(({ user_id }) => user_id === part.user_id)?.label ?? "somebody"}`,
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
