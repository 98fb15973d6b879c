import { MessageSquareText, Phone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { useSWRConfig } from "swr";
import type { ListedCall } from "@/lib/calls/listed-call";
import type { Page } from "@/lib/http/cursor";
import { useApi } from "../data/use-api";
import { formatPhone } from "../format/format-phone";
import type { CommandGroup, CommandItem } from "./command-item";
import { useOrg } from "./org-context";

const SETTLE_MS = 150;
const SHOWN = 6;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Calls by id, phone number, caller or words that were said: at once from what this browser has read, then from the
 * server. Before anything is typed, the newest.
 */
export function useFoundCalls(typed: string): { groups: CommandGroup[]; pending: boolean; error: string | undefined } {
  const { org } = useOrg();
  const router = useRouter();
  const known = useKnownCalls();
  const settled = useSettled(typed);
  const path = searchPath(settled);
  const { data, isLoading, error } = useApi<Page<ListedCall>>(path);
  const go = (href: string) => () => router.push(`/${org.slug}/${href}`);
  const item = (call: ListedCall): CommandItem => ({
    id: call.id,
    label: otherParty(call),
    detail: call.summary ?? call.agent.name,
    icon: <Phone aria-hidden />,
    at: call.started_at,
    run: go(`calls/${call.id}`),
  });
  const here = typed ? known.filter((call) => matches(call, typed)) : known;
  const found = new Map(
    [...here, ...(path && data && settled === typed ? data.data : [])].map((call) => [call.id, call]),
  );
  const words = typed.length >= 3 && !/^[\d\s()+-]+$/.test(typed) && !UUID.test(typed);
  return {
    groups: [
      { heading: typed ? "Calls" : "Newest calls", items: [...found.values()].slice(0, SHOWN).map(item), found: true },
      {
        heading: "Transcripts",
        items: words
          ? [
              {
                id: "search transcripts",
                label: `All calls in which somebody says “${typed}”`,
                icon: <MessageSquareText aria-hidden />,
                run: go(`calls?search=${encodeURIComponent(typed)}`),
              },
            ]
          : [],
        found: true,
      },
    ],
    pending: found.size === 0 && (isLoading || (settled !== typed && searchPath(typed) !== null)),
    error: error instanceof Error ? error.message : undefined,
  };
}

/** What the server is asked for a text; null when it is too short to mean a call. */
function searchPath(text: string): string | null {
  if (UUID.test(text)) return `/calls?limit=1&id=${text.toLowerCase()}`;
  const digits = text.replace(/\D/g, "");
  if (/^[\d\s()+-]+$/.test(text))
    return digits.length >= 3 ? `/calls?limit=${SHOWN}&number=${digits.slice(0, 15)}` : null;
  return text.length >= 3 ? `/calls?limit=${SHOWN}&search=${encodeURIComponent(text.slice(0, 200))}` : null;
}

/** Calls of every list this browser holds, newest first: found without asking anybody. */
function useKnownCalls(): ListedCall[] {
  const { api } = useOrg();
  const { cache } = useSWRConfig();
  const { data: newest } = useApi<Page<ListedCall>>("/calls?limit=50");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest answer is in the cache by then
  return useMemo(() => {
    const calls = new Map<string, ListedCall>();
    for (const key of cache.keys()) {
      if (!key.startsWith(`${api}/calls?`)) continue;
      const rows: unknown = cache.get(key)?.data?.data ?? cache.get(key)?.data?.rows;
      if (Array.isArray(rows)) for (const row of rows as ListedCall[]) calls.set(row.id, row);
    }
    return [...calls.values()].sort((a, b) => b.started_at.localeCompare(a.started_at));
  }, [api, cache, newest]);
}

function matches(call: ListedCall, typed: string): boolean {
  const digits = typed.replace(/\D/g, "");
  if (/^[\d\s()+-]+$/.test(typed))
    // Of a masked number this browser knows the end alone; whole ones are found by the server.
    return digits.length >= 3 && `${call.from_number ?? ""} ${call.to_number ?? ""}`.includes(digits);
  const text = `${call.id} ${call.summary ?? ""} ${call.agent.name}`.toLowerCase();
  return typed.length >= 3 && text.includes(typed.toLowerCase());
}

function otherParty(call: ListedCall): string {
  if (call.channel === "web") return "Web visitor";
  return formatPhone((call.direction === "outbound" ? call.to_number : call.from_number) ?? "Withheld");
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
