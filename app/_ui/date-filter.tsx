"use client";

import clsx from "clsx";
import { Calendar, X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Button } from "./button";
import { buttonClass } from "./button-class";
import { Field } from "./field";
import { addDays, formatPlainDay, localDay } from "./format/local-day";
import { useTimeZone } from "./frame/org-context";
import { Input } from "./input";
import { Popover } from "./popover";

/** A span of days in the organization's time zone as `?from=…&to=…`, both included. */
export function DateFilter({ presets: withPresets = true }: { presets?: boolean }) {
  const timeZone = useTimeZone();
  const [{ from, to }, setSpan] = useQueryStates({ from: parseAsString, to: parseAsString });
  const active = from !== null || to !== null;
  const today = () => localDay(new Date(), timeZone);
  const presets = [
    { label: "Today", span: () => ({ from: today(), to: today() }) },
    { label: "Yesterday", span: () => ({ from: addDays(today(), -1), to: addDays(today(), -1) }) },
    { label: "Last 7 days", span: () => ({ from: addDays(today(), -6), to: today() }) },
    { label: "Last 30 days", span: () => ({ from: addDays(today(), -29), to: today() }) },
  ];
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
            {active ? formatSpan(from, to) : "Date"}
          </button>
        }
      >
        {(close) => (
          <div className="flex flex-col gap-3">
            <div className={clsx("flex flex-col", !withPresets && "hidden")}>
              {presets.map((preset) => (
                <button
                  key={preset.label}
                  type="button"
                  onClick={() => {
                    setSpan(preset.span());
                    close();
                  }}
                  className="h-8 rounded-control px-2 text-left text-13 hover:bg-hover max-sm:h-10"
                >
                  {preset.label}
                </button>
              ))}
            </div>
            <form
              className={clsx("flex flex-col gap-2", withPresets && "border-line border-t pt-3")}
              onSubmit={(event) => {
                event.preventDefault();
                const values = new FormData(event.currentTarget);
                const day = (name: string) => String(values.get(name) ?? "") || null;
                setSpan({ from: day("from"), to: day("to") });
                close();
              }}
            >
              <div className="flex gap-2">
                <Field label="From">
                  <Input type="date" name="from" defaultValue={from ?? ""} />
                </Field>
                <Field label="Until">
                  <Input type="date" name="to" defaultValue={to ?? ""} />
                </Field>
              </div>
              <Button type="submit">Show these days</Button>
              <p className="text-12 text-faint">Days of {timeZone.replaceAll("_", " ")}</p>
            </form>
          </div>
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

function formatSpan(from: string | null, to: string | null): string {
  if (from && to) return from === to ? formatPlainDay(from) : `${formatPlainDay(from)} – ${formatPlainDay(to)}`;
  return from ? `Since ${formatPlainDay(from)}` : `Until ${formatPlainDay(to ?? "")}`;
}
