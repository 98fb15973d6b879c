"use client";

import { Check } from "lucide-react";
import type { SlugCheck } from "@/lib/orgs/check-slug";

/** Where the organization will live, and whether that address is free; offers a free one when it is not. */
export function SlugVerdict({
  slug,
  check,
  onTake,
}: {
  slug: string;
  check: SlugCheck | null;
  onTake: (free: string) => void;
}) {
  if (slug === "") return <>Its pages live under this address. It stays as it is.</>;
  if (!check) return <span aria-live="polite">/{slug}</span>;
  if (check.available) {
    return (
      <span aria-live="polite" className="inline-flex items-center gap-1 text-good">
        <Check aria-hidden className="size-3.5" /> /{check.slug} is free
      </span>
    );
  }
  return (
    <span aria-live="polite" className="text-warn">
      {check.reason}{" "}
      {check.suggestion ? (
        <button
          type="button"
          onClick={() => onTake(check.suggestion ?? "")}
          className="rounded-[2px] font-medium text-accent underline underline-offset-[3px]"
        >
          Take {check.suggestion}
        </button>
      ) : null}
    </span>
  );
}
