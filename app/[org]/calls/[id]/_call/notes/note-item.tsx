"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/app/_ui/badge";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { useCan, useOrg } from "@/app/_ui/frame/org-context";
import { IconButton } from "@/app/_ui/icon-button";
import { Initial } from "@/app/_ui/initial";
import { Link } from "@/app/_ui/link";
import { Time } from "@/app/_ui/time";
import { toastUndo } from "@/app/_ui/toast";
import { FORMER_MEMBER } from "@/lib/members/unnamed";
import { partsOfNote } from "@/lib/notes/mentions-in";
import type { Note } from "@/lib/notes/schemas";
import { addressOfMoment } from "../moment";
import { FORMER } from "./mention-text";
import { NoteComposer } from "./note-composer";
import { hasDraft } from "./use-draft";

/** One note: who, when, about which second, the words. Its author edits it; every admin deletes it, and takes that back. */
export function NoteItem({ note }: { note: Note }) {
  const { org, person } = useOrg();
  const mayWrite = useCan()("notes.write");
  const [editing, setEditing] = useState(() => hasDraft(note.id));
  const invalidates = () => [`/calls/${note.call_id}/notes`];
  const edit = useMutationApi<{ body: string }>({ method: "PATCH", path: () => `/notes/${note.id}`, invalidates });
  const restore = useMutationApi<object>({ method: "POST", path: () => `/notes/${note.id}/restoration`, invalidates });
  const remove = useMutationApi<object>({ method: "DELETE", path: () => `/notes/${note.id}`, invalidates });
  const removeNow = async () => {
    await remove.run({});
    void toastUndo("Note deleted", () => void restore.run({}).catch(() => undefined));
  };
  const name = note.author?.name ?? FORMER_MEMBER;
  return (
    <li className="group/note flex flex-col gap-1">
      <div className="flex min-h-6 items-center gap-2 text-12 text-faint">
        <Initial name={name} small round />
        <span className="truncate font-medium text-ink">{name}</span>
        {note.author?.type === "api_key" ? <Badge title="Written by a program with this API key">API key</Badge> : null}
        <Time at={note.created_at} className="whitespace-nowrap" />
        {note.edited_at ? <span>edited</span> : null}
        {mayWrite && !editing ? (
          <span className="ml-auto flex opacity-0 focus-within:opacity-100 group-hover/note:opacity-100 max-sm:opacity-100 pointer-coarse:opacity-100">
            {note.author?.id === person.id ? (
              <IconButton label="Edit note" onClick={() => setEditing(true)}>
                <Pencil />
              </IconButton>
            ) : null}
            <IconButton label="Delete note" onClick={() => void removeNow().catch(() => undefined)}>
              <Trash2 />
            </IconButton>
          </span>
        ) : null}
      </div>
      {editing ? (
        <NoteComposer
          label="Edit note"
          of={note.id}
          initial={note.body}
          mentions={note.mentions}
          action="Save"
          pending={edit.pending}
          onCancel={() => setEditing(false)}
          onSave={async (body) => {
            const saved = await edit.run({ body }).then(
              () => true,
              () => false,
            );
            if (saved) setEditing(false);
            return saved;
          }}
        />
      ) : (
        <p className="whitespace-pre-wrap break-words text-13 leading-5">
          {note.at_ms === null ? null : (
            <Link
              href={addressOfMoment(`/${org.slug}/calls/${note.call_id}`, note.at_ms)}
              scroll={false}
              className="tabular mr-1.5 rounded-[3px] bg-accent-soft px-1 text-12 text-accent hover:underline"
            >
              {formatDuration(note.at_ms)}
            </Link>
          )}
          {partsOfNote(note.body).map((part, at) =>
            "text" in part ? (
              part.text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a note have a place and nothing else
              <span key={at} className="font-medium text-accent">
                @{note.mentions.find(({ user_id }) => user_id === part.user_id)?.name ?? FORMER}
              </span>
            ),
          )}
        </p>
      )}
    </li>
  );
}
