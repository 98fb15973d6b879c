import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Tooltip } from "./tooltip";

/** A square button with an icon; `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  look = "ghost",
  shortcut,
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { label: string; look?: ButtonLook; shortcut?: string; children: ReactNode }) {
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(buttonClass(look, "small"), "aspect-square px-0! max-sm:w-10", className)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
