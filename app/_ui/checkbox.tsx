"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import type { ComponentProps } from "react";

/** A checkbox, also half-checked (`checked="indeterminate"`). Label it with a `<label>` or `aria-label`. */
export function Checkbox({
  checked = false,
  onCheckedChange,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "checked" | "onChange" | "type"> & {
  checked?: boolean | "indeterminate";
  onCheckedChange?: (checked: boolean) => void;
}) {
  const half = checked === "indeterminate";
  const Mark = half ? Minus : Check;
  return (
    <span className={clsx("relative grid size-4 shrink-0 place-items-center", className)}>
      <input
        {...rest}
        ref={(input) => {
          if (input) input.indeterminate = half;
        }}
        type="checkbox"
        checked={checked === true}
        onChange={(event) => onCheckedChange?.(event.target.checked)}
        className={clsx(
          "absolute inset-0 appearance-none rounded-[4px] border transition-colors duration-100 disabled:opacity-55",
          checked ? "border-accent bg-accent" : "border-line-strong bg-surface hover:border-faint",
        )}
      />
      {checked ? (
        <Mark aria-hidden className="pointer-events-none relative size-3 text-on-accent" strokeWidth={3} />
      ) : null}
    </span>
  );
}
