"use client";

import clsx from "clsx";
import { Button } from "./button";
import { Field } from "./field";
import { addDays, localDay } from "./format/local-day";
import { useTimeZone } from "./frame/org-context";
import { Input } from "./input";

export type Span = { from: string | null; to: string | null };

/** Inside of `DateFilter`: usual spans and two dates. Loaded when it is first opened. */
export function DateForm({ from, to, presets, onSpan }: Span & { presets: boolean; onSpan: (span: Span) => void }) {
  const timeZone = useTimeZone();
  const today = () => localDay(new Date(), timeZone);
  const spans = [
    { label: "Today", span: () => ({ from: today(), to: today() }) },
    { label: "Yesterday", span: () => ({ from: addDays(today(), -1), to: addDays(today(), -1) }) },
    { label: "Last 7 days", span: () => ({ from: addDays(today(), -6), to: today() }) },
    { label: "Last 30 days", span: () => ({ from: addDays(today(), -29), to: today() }) },
  ];
  return (
    <div className="flex flex-col gap-3">
      {presets ? (
        <div className="flex flex-col">
          {spans.map(({ label, span }) => (
            <button
              key={label}
              type="button"
              onClick={() => onSpan(span())}
              className="h-8 rounded-control px-2 text-left text-13 hover:bg-hover max-sm:h-10"
            >
              {label}
            </button>
          ))}
        </div>
      ) : null}
      <form
        className={clsx("flex flex-col gap-2", presets && "border-line border-t pt-3")}
        onSubmit={(event) => {
          event.preventDefault();
          const values = new FormData(event.currentTarget);
          const day = (name: string) => String(values.get(name) ?? "") || null;
          onSpan({ from: day("from"), to: day("to") });
        }}
      >
        <div className="flex gap-2">
          <Field label="From">
            <Input type="date" name="from" defaultValue={dayOf(from, timeZone)} />
          </Field>
          <Field label="Until">
            <Input type="date" name="to" defaultValue={dayOf(to, timeZone, 1)} />
          </Field>
        </div>
        <Button type="submit">Show these days</Button>
        <p className="text-12 text-faint">Days of {timeZone.replaceAll("_", " ")}</p>
      </form>
    </div>
  );
}

// A bar of a chart opens the instants of its hour; here they are the day they lie on. The last moment of a span is no part of it.
function dayOf(at: string | null, timeZone: string, earlierMs = 0): string {
  if (at === null || at.length <= "2026-11-21".length || Number.isNaN(Date.parse(at))) return at ?? "";
  return localDay(new Date(Date.parse(at) - earlierMs), timeZone);
}
