import { Link } from "@/app/_ui/link";
import type { ListedCall } from "@/lib/calls/listed-call";
import { personWord } from "../../_ui/calls/person-word";
import { formatDuration } from "../../_ui/format/format-duration";

const SPEAKER: Partial<Record<NonNullable<ListedCall["hits"]>[number]["role"], string>> = {
  agent: "Agent",
  transfer_target: "Transferred to",
};

/** The lines a call was found by; each opens the call at that moment. @param href of the call */
export function CallHits({ call, href }: { call: ListedCall; href: string }) {
  if (!call.hits || call.hits.length === 0) return null;
  return (
    <ul aria-label="Lines found" className="flex flex-col pb-1.5 max-sm:px-4">
      {call.hits.map((hit) => (
        <li key={`${hit.at_ms} ${hit.parts.map((part) => part.text).join("")}`}>
          <Link
            href={momentOf(href, hit.at_ms)}
            prefetch={false}
            className="flex gap-3 rounded-control py-1 pr-4 pl-13 text-13 text-muted hover:bg-hover hover:text-ink max-sm:px-0"
          >
            <span className="tabular w-10 shrink-0 text-right text-faint max-sm:text-left">
              {hit.at_ms === null ? "" : formatDuration(hit.at_ms)}
            </span>
            <span className="w-20 shrink-0 text-faint max-sm:sr-only">
              {hit.role === "caller" ? personWord(call) : (SPEAKER[hit.role] ?? "")}
            </span>
            <span className="min-w-0 in-[.beside]:truncate">
              {hit.parts.map((part, at) =>
                part.hit ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never move
                  <mark key={at} className="rounded-[2px] bg-warn-soft px-0.5 font-medium text-warn">
                    {part.text}
                  </mark>
                ) : (
                  part.text
                ),
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function momentOf(href: string, atMs: number | null): string {
  if (atMs === null) return href;
  const seconds = Math.floor(atMs / 1000);
  return `${href}${href.includes("?") ? "&" : "?"}at=${seconds}#t=${seconds}`;
}
