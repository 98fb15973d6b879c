"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";

/** An on/off setting that takes effect at once. Label it with a `<label>` or `aria-label`. */
export function Switch({
  checked,
  onCheckedChange,
  className,
  ...rest
}: Omit<ComponentProps<"button">, "onClick" | "role" | "type"> & {
  checked: boolean;
  onCheckedChange?: (checked: boolean) => void;
}) {
  return (
    <button
      {...rest}
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange?.(!checked)}
      className={clsx(
        "relative h-[18px] w-8 shrink-0 rounded-full transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55",
        checked ? "bg-accent" : "bg-faint",
        className,
      )}
    >
      <span
        aria-hidden
        className={clsx(
          "block size-3.5 rounded-full bg-surface transition-transform duration-100",
          checked ? "translate-x-4" : "translate-x-0.5",
        )}
      />
    </button>
  );
}
