import clsx from "clsx";
import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { type Difference, diffOf } from "./diff-of";
import { fieldWord, saidWord } from "./entry-words";

type Sides = { before: Record<string, unknown> | null; after: Record<string, unknown> | null };
type Zone = { timeZone: string; locale: string };

/**
 * What was there and what is, value by value. Where an entry compares, what came and what went are marked by sign, word and
 * tone, and what changed stands struck beside what it became; an entry that only tells values shows them plainly.
 */
export function EntryDiff({ before, after, ...zone }: Sides & Zone) {
  const differences = diffOf(before, after);
  if (differences.length === 0)
    return <p className="text-13 text-muted">It names no values: what was done says it all.</p>;
  const compares = hasValues(before);
  return (
    <dl className="divide-y divide-line overflow-hidden rounded-card border border-line text-13">
      {differences.map((difference) => (
        <div key={difference.path} className="grid gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="break-words text-faint sm:py-1" title={difference.path}>
            {fieldWord(difference.path)}
          </dt>
          <dd className="flex min-w-0 flex-col gap-1">
            <Sided {...difference} compares={compares} zone={zone} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sided({ path, before, after, compares, zone }: Difference & { compares: boolean; zone: Zone }) {
  const [was, is] = [isThere(before), isThere(after)];
  const [told, tells] = [saidWord(path, before, zone), saidWord(path, after, zone)];
  if (!compares || !(was || is)) return <span className="min-w-0 break-words sm:py-1">{tells}</span>;
  if (was && is) {
    return (
      <span className="min-w-0 break-words sm:py-1">
        <span className="sr-only">Before: </span>
        <del className="text-faint">{told}</del> <span aria-hidden>→</span>
        <span className="sr-only">, after: </span> <ins className="no-underline">{tells}</ins>
      </span>
    );
  }
  if (was) {
    return (
      <Marked icon={<Minus />} word="Removed" className="bg-bad-soft text-bad">
        <del className="no-underline">{told}</del>
      </Marked>
    );
  }
  return (
    <Marked icon={<Plus />} word="Added" className="bg-good-soft text-good">
      <ins className="no-underline">{tells}</ins>
    </Marked>
  );
}

function Marked({
  icon,
  word,
  className,
  children,
}: {
  icon: ReactNode;
  word: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <span className={clsx("flex gap-2 rounded-control px-2 py-1", className)}>
      <span aria-hidden className="mt-1 shrink-0 [&_svg]:size-3">
        {icon}
      </span>
      <span className="sr-only">{word}:</span>
      <span className="min-w-0 break-words">{children}</span>
    </span>
  );
}

// Nothing and an empty list are no values: what comes after them is added.
const isThere = (value: unknown) =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

const hasValues = (side: Sides["before"]) => side !== null && Object.keys(side).length > 0;
