import clsx from "clsx";
import type { Usage } from "@/lib/api-keys/schemas";

/** How full a window is. The figure stands beside it in words. */
export function UsageBar({ usage: { used, limit }, className }: { usage: Usage; className?: string }) {
  const share = Math.min(1, (used ?? 0) / limit);
  return (
    <span aria-hidden className={clsx("block h-1.5 overflow-hidden rounded-full bg-hover", className)}>
      <span
        className={clsx(
          "block h-full rounded-full transition-[width] duration-150 motion-reduce:transition-none",
          share >= 1 ? "bg-bad-mark" : share >= 0.8 ? "bg-warn-mark" : "bg-accent",
        )}
        style={{ width: `${share === 0 ? 0 : Math.max(1, share * 100)}%` }}
      />
    </span>
  );
}
