import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass } from "./input";

/** The platform's own select: right on every phone, and react-hook-form can register it. */
export function Select({
  className,
  options,
  placeholder,
  ...rest
}: ComponentProps<"select"> & { options: ReadonlyArray<{ value: string; label: string }>; placeholder?: string }) {
  return (
    <span className={clsx("relative block", className)}>
      <select {...rest} className={clsx(controlClass, "h-8 appearance-none pr-8 max-sm:h-10")}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-4 text-faint"
      />
    </span>
  );
}
