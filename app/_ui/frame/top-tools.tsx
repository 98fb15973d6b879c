"use client";

import { Search } from "lucide-react";
import { Suspense } from "react";
import { Kbd } from "../kbd";
import { late } from "../late";
import { LiveIndicator } from "./live-indicator";
import { PersonMenu } from "./person-menu";

const Mentions = late(() => import("./mentions").then((module) => module.Mentions));

/** The right half of the top bar; the left half is each page's own title (`PageHeader`). */
export function TopTools({ onSearch }: { onSearch: () => void }) {
  return (
    <div className="pointer-events-none sticky top-0 z-30 -mb-12 flex h-12 items-center justify-end gap-1 pr-3 md:gap-2 md:pr-6 [&>*]:pointer-events-auto">
      <LiveIndicator />
      <Suspense>
        <Mentions />
      </Suspense>
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-control px-2 text-13 text-faint transition-colors duration-100 hover:text-ink max-md:size-10 max-md:justify-center md:w-44 md:border md:border-line-strong md:bg-surface md:hover:border-faint"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-left max-md:sr-only">Search</span>
        <span aria-hidden className="max-md:hidden">
          <Kbd>
            <span data-search-keys />
          </Kbd>
        </span>
      </button>
      <PersonMenu />
    </div>
  );
}
