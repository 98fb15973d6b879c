"use client";

import { AtSign } from "lucide-react";
import type { Mention } from "@/lib/notes/list-mentions";
import { buttonClass } from "../button-class";
import { OtherParty } from "../calls/other-party";
import { useApi } from "../data/use-api";
import { Link } from "../link";
import { Popover } from "../popover";
import { Time } from "../time";
import { useOrg } from "./org-context";

/** Who mentioned the reader in a note they have not seen: a count, and the way to each. Nothing when there is none. */
export function Mentions() {
  const { org } = useOrg();
  const { data } = useApi<{ data: Mention[]; has_more: boolean }>("/mentions");
  if (!data || data.data.length === 0) return null;
  const count = `${data.data.length}${data.has_more ? "+" : ""}`;
  return (
    <Popover
      align="end"
      label="Mentions"
      trigger={
        <button
          type="button"
          aria-label={`${count} unseen ${count === "1" ? "mention" : "mentions"}`}
          className={`${buttonClass("ghost", "small")} tabular text-accent!`}
        >
          <AtSign aria-hidden />
          {count}
        </button>
      }
    >
      {(close) => (
        <ul className="flex w-72 max-w-full flex-col">
          {data.data.map((mention) => (
            <li key={mention.note_id}>
              <Link
                href={`/${org.slug}/calls/${mention.call_id}`}
                onClick={close}
                className="flex flex-col gap-0.5 rounded-control px-2 py-1.5 text-13 hover:bg-hover"
              >
                <span className="flex items-baseline justify-between gap-3">
                  <span className="min-w-0 truncate">
                    <span className="font-medium">{mention.author_name}</span> mentioned you
                  </span>
                  <Time at={mention.created_at} className="whitespace-nowrap text-12 text-faint" />
                </span>
                <span className="flex min-w-0 items-center gap-1.5 text-12 text-muted">
                  <span className="shrink-0">
                    <OtherParty call={mention.call} />
                  </span>
                  <span className="min-w-0 truncate">
                    with {mention.call.agent_name}, <Time at={mention.call.started_at} />
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
