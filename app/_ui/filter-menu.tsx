"use client";

import clsx from "clsx";
import { ChevronDown, X } from "lucide-react";
import type { ReactNode } from "react";
import { parseAsNativeArrayOf, parseAsString } from "@/app/_ui/data/query-parsers";
import { useQueryState } from "@/app/_ui/data/query-state";
import { buttonClass } from "./button-class";
import { Menu, MenuCheck } from "./dropdown-menu";

export type FilterOption = { value: string; label: string; mark?: ReactNode };

/** "Any of" as a repeated query parameter (`?agent=a&agent=b`): a button that says what is chosen, and a way to clear it. */
export function FilterMenu({
  name,
  label,
  options,
}: {
  name: string;
  label: string;
  options: readonly FilterOption[];
}) {
  const [chosen, setChosen] = useQueryState(name, parseAsNativeArrayOf(parseAsString));
  const first = options.find((option) => option.value === chosen[0])?.label ?? chosen[0];
  const active = chosen.length > 0;
  const toggle = (value: string, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((each) => each !== value);
    setChosen(next.length > 0 ? next : null);
  };
  return (
    <span className="inline-flex">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className={clsx(
              buttonClass("secondary"),
              "px-2.5!",
              active && "rounded-r-none! border-accent-line! bg-accent-soft! text-accent!",
            )}
          >
            {active ? (
              <>
                <span className="font-normal">{label}:</span>
                <span className="max-w-40 truncate">{first}</span>
                {chosen.length > 1 ? <span className="tabular">+{chosen.length - 1}</span> : null}
              </>
            ) : (
              <>
                {label}
                <ChevronDown aria-hidden className="text-faint" />
              </>
            )}
          </button>
        }
      >
        {options.map((option) => (
          <MenuCheck
            key={option.value}
            checked={chosen.includes(option.value)}
            onChange={(on) => toggle(option.value, on)}
          >
            {option.mark}
            <span className="truncate">{option.label}</span>
          </MenuCheck>
        ))}
      </Menu>
      {active ? (
        <button
          type="button"
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={() => setChosen(null)}
          className="-ml-px grid h-8 w-7 place-items-center rounded-r-control border border-accent-line bg-accent-soft text-accent hover:brightness-95 max-sm:h-10 max-sm:w-10"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}
