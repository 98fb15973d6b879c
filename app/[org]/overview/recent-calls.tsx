"use client";

import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { Link } from "@/app/_ui/link";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { Badge } from "../../_ui/badge";
import { CallOutcome, isLive } from "../../_ui/calls/call-outcome";
import { OtherParty } from "../../_ui/calls/other-party";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";
import { Duration, Elapsed } from "../../_ui/duration";
import { PartError } from "../../_ui/error-state";
import { useOrg } from "../../_ui/frame/org-context";
import { Card, Section } from "../../_ui/section";
import { TextLink } from "../../_ui/text-link";
import { Time } from "../../_ui/time";

/** The newest calls, arriving as they ring. */
export function RecentCalls({ initial, limit }: { initial: Snapshot<CallPage>; limit: number }) {
  const { org } = useOrg();
  const { data, error, mutate } = useApi<CallPage>(`/calls?limit=${limit}`, { initial });
  const arrived = useArrived(data?.data);
  return (
    <Section
      title="Newest calls"
      actions={
        <TextLink href={`/${org.slug}/calls`} className="text-13">
          All calls
        </TextLink>
      }
    >
      <Card flush>
        {error && !data ? <PartError error={error} onRetry={() => void mutate()} /> : null}
        {data?.data.length === 0 ? (
          <p className="px-4 py-8 text-center text-13 text-faint">Calls appear here while they are still ringing.</p>
        ) : null}
        <ul>
          {data?.data.map((call) => (
            <li
              key={call.id}
              className={clsx(
                "relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-line border-b px-4 py-2 text-13 transition-colors duration-100 last:border-b-0 hover:bg-hover",
                arrived.has(call.id) && "animate-arrive",
              )}
            >
              <Link
                href={`/${org.slug}/calls/${call.id}`}
                prefetch={false}
                className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                <OtherParty call={call} />
              </Link>
              <span className="tabular text-right text-12 text-faint leading-5">
                <Time at={call.started_at} />
              </span>
              <span className="flex min-w-0 items-center gap-2 text-muted">
                <CallOutcome call={call} />
                {call.is_billable ? null : <Badge tone="warn">Test</Badge>}
              </span>
              <span className="text-right text-muted">
                {isLive(call) ? <Elapsed since={call.started_at} /> : <Duration ms={call.duration_ms} />}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

/** Ids that were not there at the last look, for their short highlight. */
function useArrived(calls: readonly ListedCall[] | undefined): ReadonlySet<string> {
  const known = useRef<ReadonlySet<string> | null>(null);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!calls) return;
    const ids = calls.map((call) => call.id);
    if (known.current) {
      const before = known.current;
      const fresh = ids.filter((id) => !before.has(id));
      if (fresh.length > 0) setArrived(new Set(fresh));
    }
    known.current = new Set(ids);
  }, [calls]);
  return arrived;
}
