"use client";

import { Dialog } from "../dialog";
import { Kbd } from "../kbd";
import { type Shortcut, useListedShortcuts } from "../shortcuts";

const SAID: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "esc",
  " ": "space",
};

/** In force only while something offers it; told always. */
const UNDO: Shortcut = { keys: "z", does: "Take the last change back, while that is offered" };

/** Everything the keyboard can do on the present page, then what it can do everywhere. */
export function ShortcutHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useListedShortcuts();
  const everywhere = shortcuts.filter((shortcut) => shortcut.everywhere && shortcut.keys !== UNDO.keys);
  const here = shortcuts.filter((shortcut) => !shortcut.everywhere);
  return (
    <Dialog title="Keyboard" open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-5 text-13">
        {here.length > 0 ? <Keys title="On this page" shortcuts={here} /> : null}
        <Keys
          title="Everywhere"
          shortcuts={[{ keys: "⌘K", does: "Search, go anywhere, do anything (Ctrl K)" }, UNDO, ...everywhere]}
        />
      </div>
    </Dialog>
  );
}

function Keys({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section>
      <h3 className="mb-2 text-12 text-faint">{title}</h3>
      <dl className="flex flex-col gap-2">
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys} className="flex items-center justify-between gap-4">
            <dt className="text-muted">{shortcut.does}</dt>
            <dd className="flex gap-1">
              {/* The space bar is a key, and a space parts two keys in a row. */}
              {(shortcut.keys === " " ? [" "] : shortcut.keys.split(" ")).map((key) => (
                <Kbd key={key}>{SAID[key] ?? key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
