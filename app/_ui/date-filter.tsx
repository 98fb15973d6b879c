"use client";

import clsx from "clsx";
import { Calendar, X } from "lucide-react";
import { Suspense } from "react";
import { parseAsString } from "@/app/_ui/data/query-parsers";
import { useQueryStates } from "@/app/_ui/data/query-state";
import { buttonClass } from "./button-class";
import { type Format, useFormat } from "./format/use-format";
import { late } from "./late";
import { Popover } from "./popover";
import { Spinner } from "./spinner";

const DateForm = late(() => import("./date-form").then((module) => module.DateForm));

const InstantSpan = late(() => import("./instant-span").then((module) => module.InstantSpan));

/** "2026-11-21"; what is longer is an instant. */
const DAY_LENGTH = 10;

/** A span of days in the organization's time zone as `?from=…&to=…`, both included. */
export function DateFilter({ presets = true }: { presets?: boolean }) {
  const format = useFormat();
  const [{ from, to }, setSpan] = useQueryStates({ from: parseAsString, to: parseAsString });
  const active = from !== null || to !== null;
  return (
    <span className="inline-flex">
      <Popover
        label="Dates"
        trigger={
          <button
            type="button"
            className={clsx(
              buttonClass("secondary"),
              "px-2.5!",
              active && "rounded-r-none! border-accent-line! bg-accent-soft! text-accent!",
            )}
          >
            <Calendar aria-hidden className={active ? undefined : "text-faint"} />
            {from && to && from.length > DAY_LENGTH ? (
              <Suspense fallback="…">
                <InstantSpan from={from} to={to} />
              </Suspense>
            ) : active ? (
              formatSpan(format, from, to)
            ) : (
              "Date"
            )}
          </button>
        }
      >
        {(close) => (
          <Suspense fallback={<Spinner />}>
            <DateForm
              from={from}
              to={to}
              presets={presets}
              onSpan={(span) => {
                setSpan(span);
                close();
              }}
            />
          </Suspense>
        )}
      </Popover>
      {active ? (
        <button
          type="button"
          aria-label="Clear dates"
          onClick={() => setSpan(null)}
          className="-ml-px grid h-8 w-7 place-items-center rounded-r-control border border-accent-line bg-accent-soft text-accent hover:brightness-95 max-sm:h-10 max-sm:w-10"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

function formatSpan(format: Format, from: string | null, to: string | null): string {
  if (from && to) return from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`;
  return from ? `Since ${format.day(from)}` : `Until ${format.day(to ?? "")}`;
}
