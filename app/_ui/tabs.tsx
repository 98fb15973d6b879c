"use client";

import clsx from "clsx";
import { parseAsString, useQueryState } from "nuqs";
import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";

export type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode };

/** Tabs whose choice lives in the URL (`?tab=`), so a tab can be pasted into a chat. */
export function Tabs({ tabs, name = "tab", label }: { tabs: readonly Tab[]; name?: string; label: string }) {
  const first = tabs[0]?.value ?? "";
  const [chosen, choose] = useQueryState(name, parseAsString.withDefault(first));
  const value = tabs.some((tab) => tab.value === chosen) ? chosen : first;
  return (
    <Radix.Root value={value} onValueChange={choose}>
      <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto border-line border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={clsx(
              "-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-13 text-muted transition-colors duration-100",
              "hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="tabular text-12 text-faint">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4 focus-visible:outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
