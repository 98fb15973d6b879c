"use client";

import { useEffect, useRef } from "react";
import { useApi } from "@/app/_ui/data/use-api";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { PartError } from "@/app/_ui/error-state";
import { useCan } from "@/app/_ui/frame/org-context";
import { useShortcuts } from "@/app/_ui/shortcuts";
import { TextSkeleton } from "@/app/_ui/skeleton";
import type { Mention } from "@/lib/notes/list-mentions";
import type { Note } from "@/lib/notes/schemas";
import { FactCard } from "../fact-card";
import { NoteComposer } from "./note-composer";
import { NoteItem } from "./note-item";

/** What members wrote about this call. Reading it here is what makes a mention seen. */
export function NotesCard({ callId, moment }: { callId: string; moment: () => number }) {
  const mayWrite = useCan()("notes.write");
  const field = useRef<HTMLTextAreaElement>(null);
  const path = `/calls/${callId}/notes`;
  const { data, error, mutate } = useApi<{ data: Note[] }>(path);
  const write = useMutationApi<{ body: string; at_ms: number | null }>({
    method: "POST",
    path: () => path,
    invalidates: () => [path],
  });
  useSeenMentions(callId, data !== undefined);
  useShortcuts(mayWrite ? [{ keys: "n", does: "Write a note", run: () => field.current?.focus() }] : []);
  return (
    <FactCard title="Notes">
      {error && !data ? <PartError error={error} onRetry={() => mutate()} /> : null}
      {!data && !error ? <TextSkeleton lines={2} /> : null}
      {data && data.data.length === 0 && !mayWrite ? (
        <p className="text-13 text-muted">No notes. Admins of the organization can write them.</p>
      ) : null}
      {data && data.data.length > 0 ? (
        <ul aria-label="Notes of this call" className="flex flex-col gap-3">
          {data.data.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
      ) : null}
      {mayWrite ? (
        <NoteComposer
          label="Write a note"
          of={callId}
          action="Add note"
          field={field}
          moment={moment}
          pending={write.pending}
          onSave={(body, at_ms) =>
            write.run({ body, at_ms }).then(
              () => true,
              () => false,
            )
          }
        />
      ) : null}
    </FactCard>
  );
}

// Once per visit and mention: a refusal must not be asked again and again.
function useSeenMentions(callId: string, shown: boolean) {
  const { data } = useApi<{ data: Mention[] }>("/mentions");
  const { run } = useMutationApi<{ call_id: string }>({
    method: "PUT",
    path: () => "/mentions/seen",
    invalidates: () => ["/mentions"],
    toastErrors: false,
  });
  const asked = useRef("");
  const unseen = data?.data.filter((mention) => mention.call_id === callId).map((mention) => mention.note_id) ?? [];
  const mark = unseen.join(" ");
  useEffect(() => {
    if (!shown || !mark || asked.current === mark) return;
    asked.current = mark;
    run({ call_id: callId }).catch(() => undefined);
  }, [shown, mark, callId, run]);
}
