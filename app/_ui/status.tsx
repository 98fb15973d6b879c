import clsx from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "./badge";

const MARK: Record<Tone, string> = {
  neutral: "text-faint",
  good: "text-good-mark",
  warn: "text-warn-mark",
  bad: "text-bad-mark",
  info: "text-info-mark",
  accent: "text-accent",
};

/**
 * A state in words with a mark whose shape differs by meaning, so colour is never alone: ring = not yet, dot = settled,
 * square = trouble. `live` lets it pulse.
 */
export function Status({
  tone = "neutral",
  shape = "dot",
  live = false,
  title,
  className,
  children,
}: {
  tone?: Tone;
  shape?: "dot" | "ring" | "square";
  live?: boolean;
  title?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={clsx("inline-flex min-w-0 max-w-full items-center gap-2 whitespace-nowrap", className)}
    >
      <span
        aria-hidden
        className={clsx(
          "size-2 shrink-0",
          MARK[tone],
          shape === "dot" && "rounded-full bg-current",
          shape === "ring" && "rounded-full border-[1.5px] border-current",
          shape === "square" && "rounded-[2px] bg-current",
          live && "animate-ring",
        )}
      />
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
