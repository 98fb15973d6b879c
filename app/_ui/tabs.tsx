"use client";

import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { parseAsString } from "@/app/_ui/data/query-parsers";
import { useQueryState } from "@/app/_ui/data/query-state";

export type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode };

/** Tabs whose choice lives in the URL (`?tab=`), so a tab can be pasted into a chat. Arrow keys, Home and End move. */
export function Tabs({ tabs, name = "tab", label }: { tabs: readonly Tab[]; name?: string; label: string }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const first = tabs[0]?.value ?? "";
  const [chosen, choose] = useQueryState(name, parseAsString.withDefault(first));
  const at = Math.max(
    0,
    tabs.findIndex((tab) => tab.value === chosen),
  );
  const current = tabs[at];
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    choose(next.value);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[tabs.indexOf(next)]?.focus();
  };
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex gap-4 overflow-x-auto border-line border-b"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-tab-${tab.value}`}
            aria-selected={tab === current}
            aria-controls={tab === current ? `${id}-panel` : undefined}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => choose(tab.value)}
            className={clsx(
              "-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 text-13 transition-colors duration-100",
              "hover:text-ink focus-visible:-outline-offset-2",
              tab === current ? "border-accent font-medium text-ink" : "border-transparent text-muted",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="tabular text-12 text-faint">{tab.count}</span>}
          </button>
        ))}
      </div>
      {current ? (
        <div
          key={current.value}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-tab-${current.value}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without controls must be reachable to be scrolled
          tabIndex={0}
          className="pt-4 focus-visible:outline-none"
        >
          {current.content}
        </div>
      ) : null}
    </div>
  );
}
