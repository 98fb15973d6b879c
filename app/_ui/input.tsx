import clsx from "clsx";
import type { ComponentProps } from "react";

/** Classes shared by everything one types or picks in. */
export const controlClass = clsx(
  "w-full rounded-control border border-line-strong bg-surface px-2.5 text-14 text-ink transition-colors duration-100",
  "hover:border-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint aria-invalid:border-bad-mark max-sm:text-16",
);

/** One line of text. Inside a `Field` its id, description and error are wired by the field. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={clsx(controlClass, "h-8 max-sm:h-10", className)} />;
}
