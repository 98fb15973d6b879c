"use client";

import { Kbd } from "./kbd";
import { useShortcuts } from "./shortcuts";

/** The words of a button that takes a change back, and while it is there the key that does: of several, the newest one's. */
export function UndoLabel({ onUndo }: { onUndo: () => void }) {
  useShortcuts([{ keys: "z", does: "Take the last change back", everywhere: true, run: onUndo }]);
  return (
    <>
      Undo
      <span aria-hidden className="ml-1.5 inline-block max-sm:hidden">
        <Kbd inverse>z</Kbd>
      </span>
    </>
  );
}
