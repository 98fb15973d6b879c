"use client";

import { Command, defaultFilter } from "cmdk";
import * as Radix from "radix-ui/dialog";
import { useRef, useState } from "react";
import { Kbd } from "../kbd";
import { menuItemClass } from "../menu-class";
import { Time } from "../time";
import type { CommandGroup, CommandItem } from "./command-item";
import { useActions } from "./use-actions";
import { useFoundCalls } from "./use-found-calls";
import { usePlaces } from "./use-places";

/** ⌘K: every place, organization, agent, call and action by a few letters of its name. Loaded when first opened. */
export function CommandBar({
  open,
  onOpenChange,
  onHelp,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onHelp: () => void;
}) {
  const opener = useRef<Element | null>(null);
  const chosen = useRef<(() => void) | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
            // Not before: an open bar would take back the focus that this may give to a field.
            const run = chosen.current;
            chosen.current = null;
            run?.();
          }}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-[36rem] animate-overlay overflow-hidden rounded-card bg-raised shadow-overlay focus:outline-none"
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <Bar
            onHelp={onHelp}
            onChoose={(run) => {
              chosen.current = run;
              onOpenChange(false);
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Mounted with each opening, so it begins empty and with today's places. */
function Bar({ onHelp, onChoose }: { onHelp: () => void; onChoose: (run: () => void) => void }) {
  const [text, setText] = useState("");
  const typed = text.trim();
  const calls = useFoundCalls(typed);
  const places = usePlaces(typed);
  const actions = useActions(typed, onHelp);
  const groups = [...(typed ? [] : calls.groups), ...places, ...actions, ...(typed ? calls.groups : [])];
  return (
    <Command loop label="Search and commands" filter={score}>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Calls, words said, agents, pages, actions"
        className="h-12 w-full border-line border-b bg-transparent px-4 text-16 outline-none sm:text-14"
      />
      <Command.List className="max-h-[56vh] scroll-py-2 overflow-y-auto p-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-faint">
        {calls.pending ? (
          <Command.Loading className="px-3 py-2 text-13 text-faint">Looking through the calls…</Command.Loading>
        ) : (
          <Command.Empty className="px-3 py-8 text-center text-13 text-faint">
            {calls.error ?? "Nothing goes by that name, and no call matches."}
          </Command.Empty>
        )}
        {groups.map((group) => (
          <Group key={group.heading} group={group} onChoose={onChoose} />
        ))}
      </Command.List>
      <p
        aria-hidden
        className="flex items-center gap-3 border-line border-t px-3 py-2 text-12 text-faint max-sm:hidden [&>span]:flex [&>span]:items-center [&>span]:gap-1"
      >
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
        </span>
        <span>
          <Kbd>↵</Kbd> open
        </span>
        <span>
          <Kbd>esc</Kbd> close
        </span>
      </p>
    </Command>
  );
}

/** Letters in their order are enough; what a search of the server found is a match by itself. */
function score(value: string, text: string, keywords?: string[]): number {
  if (keywords?.includes(FOUND)) return 0.01;
  // A few letters strewn over a long name are no match.
  const found = defaultFilter(value, text.trim(), keywords);
  return found < 0.02 ? 0 : found;
}

const FOUND = "\u0000found";

function Group({ group, onChoose }: { group: CommandGroup; onChoose: (run: () => void) => void }) {
  if (group.items.length === 0) return null;
  return (
    <Command.Group heading={group.heading}>
      {group.items.map((item) => (
        <Item key={item.id} item={item} found={group.found ?? false} onChoose={onChoose} />
      ))}
    </Command.Group>
  );
}

function Item({ item, found, onChoose }: { item: CommandItem; found: boolean; onChoose: (run: () => void) => void }) {
  return (
    <Command.Item
      value={`${item.label} ${item.id}`}
      keywords={[...(item.words ?? []), ...(found ? [FOUND] : [])]}
      onSelect={() => onChoose(item.run)}
      className={`${menuItemClass} h-9! opacity-100! data-[selected=true]:bg-hover`}
    >
      {item.icon}
      <span className="min-w-0 flex-1 truncate">
        {item.label}
        {item.detail ? <span className="ml-2 text-faint">{item.detail}</span> : null}
      </span>
      {item.keys ? (
        <span className="flex gap-1 max-sm:hidden">
          {item.keys.split(" ").map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ) : null}
      {item.at ? (
        <span className="text-12 text-faint">
          <Time at={item.at} />
        </span>
      ) : null}
    </Command.Item>
  );
}
