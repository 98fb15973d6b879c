"use client";

import clsx from "clsx";
import { useId, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useApi } from "@/app/_ui/data/use-api";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { controlClass } from "@/app/_ui/input";
import type { Member } from "@/lib/members/schemas";
import { LONGEST_NOTE, type Note } from "@/lib/notes/schemas";
import { asStored, asWritten, labelled, type Mentionable, othersIn, typedName } from "./mention-text";
import { useDraft } from "./use-draft";

const OFFERED = 6;

/** A text field in which "@" offers the members. ⌘ Enter saves; what it hands over holds mentions as `<@user_id>`. */
export function NoteComposer({
  label,
  of,
  initial = "",
  mentions = [],
  pending,
  action,
  moment,
  onSave,
  onCancel,
  field,
}: {
  label: string;
  /** id of the call that is written about, or of the note that is edited: what is not saved is kept under it */
  of: string;
  initial?: string;
  /** whom `initial` mentions */
  mentions?: Note["mentions"];
  pending: boolean;
  action: string;
  /** where the sound is now; offered as what the note is about */
  moment?: () => number;
  onSave: (body: string, atMs: number | null) => Promise<boolean>;
  onCancel?: () => void;
  field?: React.RefObject<HTMLTextAreaElement | null>;
}) {
  const { data } = useApi<{ data: Member[] }>("/members?limit=200");
  const members = labelled(data?.data ?? []);
  const people = [...members, ...othersIn(initial, mentions, members)];
  const own = useRef<HTMLTextAreaElement>(null);
  const box = field ?? own;
  const listId = useId();
  const { text, atMs, keep, drop } = useDraft(of);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  // Words saved before the names are known would lose their mentions.
  const waiting = initial !== "" && !data;
  const shown = text ?? asWritten(initial, people);
  const typed = closed ? null : typedName(shown, caret);
  const offers =
    typed === null
      ? []
      : members.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())).slice(0, OFFERED);
  const active = offers[Math.min(chosen, offers.length - 1)];
  const mention = ({ label }: Mentionable) => {
    const from = caret - (typed?.length ?? 0);
    const next = `${shown.slice(0, from)}${label} `;
    keep({ text: next + shown.slice(caret) });
    setClosed(true);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(next.length, next.length);
      setCaret(next.length);
    });
  };
  const save = async () => {
    if (!shown.trim() || pending || waiting) return;
    if (await onSave(asStored(shown.trim(), people), atMs)) drop(text);
  };
  const cancel = () => {
    drop(text);
    onCancel?.();
  };
  const pressed = (event: React.KeyboardEvent) => {
    // Enter and Escape of an input method are about the characters it offers.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
    else if (active && event.key === "ArrowDown") setChosen((chosen + 1) % offers.length);
    else if (active && event.key === "ArrowUp") setChosen((chosen - 1 + offers.length) % offers.length);
    else if (active && (event.key === "Enter" || event.key === "Tab")) mention(active);
    else if (event.key === "Escape" && active) setClosed(true);
    else if (event.key === "Escape" && onCancel) cancel();
    else if (event.key === "Escape") box.current?.blur();
    else return;
    event.preventDefault();
  };
  const now = moment?.() ?? 0;
  return (
    <form
      className="relative flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={box}
        aria-label={label}
        placeholder="Write a note, @ mentions somebody"
        rows={shown ? 3 : 2}
        maxLength={LONGEST_NOTE}
        disabled={waiting}
        value={shown}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={listId}
        aria-activedescendant={active ? `${listId}-${active.user_id}` : undefined}
        className={clsx(controlClass, "resize-y py-1.5 leading-5")}
        onChange={(event) => {
          keep({ text: event.target.value });
          setCaret(event.target.selectionStart);
          setChosen(0);
          setClosed(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={pressed}
      />
      <div
        id={listId}
        role="listbox"
        aria-label="Members"
        className={clsx(
          "absolute top-full right-0 left-0 z-20 -mt-9 rounded-card bg-raised p-1 shadow-overlay",
          offers.length === 0 && "hidden",
        )}
      >
        {offers.map((person) => (
          <div
            key={person.user_id}
            id={`${listId}-${person.user_id}`}
            role="option"
            tabIndex={-1}
            aria-selected={person === active}
            onMouseDown={(event) => {
              event.preventDefault();
              mention(person);
            }}
            className={clsx(
              "cursor-pointer truncate rounded-control px-2 py-1.5 text-13",
              person === active && "bg-hover",
            )}
          >
            {person.label}
          </div>
        ))}
      </div>
      {shown ? (
        <div className="flex items-center gap-2">
          <Button type="submit" look="primary" size="small" pending={pending}>
            {action}
          </Button>
          {onCancel ? (
            <Button look="ghost" size="small" onClick={cancel}>
              Cancel
            </Button>
          ) : null}
          {moment && (atMs !== null || now >= 1000) ? (
            <Button
              look="ghost"
              size="small"
              aria-pressed={atMs !== null}
              className={clsx("tabular ml-auto", atMs !== null && "bg-accent-soft! text-accent!")}
              onClick={() => keep({ atMs: atMs === null ? Math.round(moment()) : null })}
            >
              About {formatDuration(atMs ?? now)}
            </Button>
          ) : null}
        </div>
      ) : null}
    </form>
  );
}
