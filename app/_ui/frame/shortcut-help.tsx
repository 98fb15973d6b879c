"use client";

import { Dialog } from "../dialog";
import { Kbd } from "../kbd";
import { useListedShortcuts } from "../shortcuts";

/** Everything the keyboard can do on the present screen. */
export function ShortcutHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useListedShortcuts();
  return (
    <Dialog title="Keyboard" open={open} onOpenChange={onOpenChange}>
      <dl className="flex flex-col gap-2 text-13">
        {[{ keys: "⌘ K", does: "Search and go anywhere" }, ...shortcuts].map((shortcut) => (
          <div key={shortcut.keys} className="flex items-center justify-between gap-4">
            <dt className="text-muted">{shortcut.does}</dt>
            <dd className="flex gap-1">
              {shortcut.keys.split(" ").map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
