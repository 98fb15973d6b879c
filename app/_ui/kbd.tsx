import clsx from "clsx";
import type { ReactNode } from "react";

/** A key on the keyboard. */
export function Kbd({ inverse = false, children }: { inverse?: boolean; children: ReactNode }) {
  return (
    <kbd
      className={clsx(
        "inline-grid h-[18px] min-w-[18px] place-items-center rounded-[4px] border px-1 font-sans text-12 leading-none",
        inverse ? "border-transparent bg-faint text-canvas" : "border-line-strong bg-surface text-muted",
      )}
    >
      {children}
    </kbd>
  );
}
