import clsx from "clsx";

export type ButtonLook = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const LOOK: Record<ButtonLook, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-hover active:bg-pressed",
  ghost: "text-muted hover:bg-hover hover:text-ink active:bg-pressed",
  danger: "bg-bad-solid text-on-solid hover:brightness-110",
};
const SIZE: Record<ButtonSize, string> = {
  small: "h-7 gap-1.5 px-2 text-13 max-sm:h-9 max-sm:px-3",
  medium: "h-8 gap-2 px-3 text-13 max-sm:h-10",
  large: "h-10 gap-2 px-4 text-14 max-sm:h-11",
};

/** Classes of a button, for links and triggers that look like one. */
export function buttonClass(look: ButtonLook = "secondary", size: ButtonSize = "medium") {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control font-medium transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    LOOK[look],
    SIZE[size],
  );
}
