import { Minus, Plus } from "lucide-react";
import { nameInWords, valueInWords } from "@/app/_ui/format/format-field";
import { formatExact } from "@/app/_ui/format/format-time";
import { type Difference, diffOf } from "./diff-of";

type Sides = { before: Record<string, unknown> | null; after: Record<string, unknown> | null };

/** What was there and what is, value by value; marked by sign and word, not by colour alone. */
export function EntryDiff({ before, after, timeZone, locale }: Sides & { timeZone: string; locale: string }) {
  const differences = diffOf(before, after);
  if (differences.length === 0)
    return <p className="text-13 text-muted">It names no values: what was done says it all.</p>;
  return (
    <dl className="divide-y divide-line overflow-hidden rounded-card border border-line text-13">
      {differences.map((difference) => (
        <div key={difference.path} className="grid gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="break-words text-faint" title={difference.path}>
            {difference.path.split(".").map(nameInWords).join(" › ")}
          </dt>
          <dd className="flex min-w-0 flex-col gap-1">
            <Sided {...difference} timeZone={timeZone} locale={locale} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sided({ before, after, timeZone, locale }: Difference & { timeZone: string; locale: string }) {
  return (
    <>
      {before === undefined ? null : (
        <span className="flex gap-2 rounded-control bg-bad-soft px-2 py-1 text-bad">
          <Minus aria-hidden className="mt-1 size-3 shrink-0" />
          <span className="sr-only">Before:</span>
          <del className="min-w-0 break-words no-underline">{shown(before, timeZone, locale)}</del>
        </span>
      )}
      {after === undefined ? null : (
        <span className="flex gap-2 rounded-control bg-good-soft px-2 py-1 text-good">
          <Plus aria-hidden className="mt-1 size-3 shrink-0" />
          <span className="sr-only">After:</span>
          <ins className="min-w-0 break-words no-underline">{shown(after, timeZone, locale)}</ins>
        </span>
      )}
    </>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function shown(value: unknown, timeZone: string, locale: string): string {
  if (value === "[secret]") return "A secret, which is not kept here";
  if (typeof value === "string" && INSTANT.test(value)) return formatExact(new Date(value), timeZone, locale);
  return valueInWords(value) ?? "nothing";
}
