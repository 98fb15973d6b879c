"use client";

import { PhoneIncoming, PhoneOutgoing } from "lucide-react";
import { CallOutcome } from "@/app/_ui/calls/call-outcome";
import { useApi } from "@/app/_ui/data/use-api";
import { Duration } from "@/app/_ui/duration";
import { PartError } from "@/app/_ui/error-state";
import { formatPhone } from "@/app/_ui/format/format-phone";
import { useOrg } from "@/app/_ui/frame/org-context";
import { Link } from "@/app/_ui/link";
import { TextSkeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { Time } from "@/app/_ui/time";
import type { CallDetail } from "@/lib/calls/get-call";
import type { RelatedCall } from "@/lib/calls/related-calls";
import { FactCard } from "./fact-card";

type Answer = { number: string | null; data: RelatedCall[]; has_more: boolean };

/** Other calls of the same outside number. */
export function RelatedCalls({ call }: { call: CallDetail }) {
  const { org } = useOrg();
  const { data, error, mutate } = useApi<Answer>(`/calls/${call.id}/related_calls`);
  if (data && !data.number) return null;
  return (
    <FactCard title="Same number">
      {error ? <PartError error={error} onRetry={() => mutate()} /> : null}
      {!data && !error ? <TextSkeleton lines={3} /> : null}
      {data && data.data.length === 0 ? (
        <p className="text-13 text-muted">The first call with {formatPhone(data.number ?? "")}.</p>
      ) : null}
      {data && data.data.length > 0 ? (
        <ul className="-mx-2 flex flex-col">
          {data.data.map((each) => (
            <li key={each.id}>
              <Link
                href={`/${org.slug}/calls/${each.id}`}
                className="flex flex-col gap-0.5 rounded-control px-2 py-1.5 hover:bg-hover"
              >
                <span className="flex items-center gap-2 text-13">
                  {each.direction === "outbound" ? (
                    <PhoneOutgoing aria-label="Outbound" className="size-3.5 text-faint" />
                  ) : (
                    <PhoneIncoming aria-label="Inbound" className="size-3.5 text-faint" />
                  )}
                  <Time at={each.started_at} />
                  <span className="ml-auto text-muted">
                    {each.status === "ended" ? <Duration ms={each.duration_ms} /> : <CallOutcome call={each} />}
                  </span>
                </span>
                {each.summary ? <span className="line-clamp-2 text-12 text-muted">{each.summary}</span> : null}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {/* Whoever may not see the number may not find calls by it either. */}
      {data?.has_more && !call.is_hidden ? (
        <TextLink className="text-13" href={`/${org.slug}/calls?number=${encodeURIComponent(data.number ?? "")}`}>
          All calls of this number
        </TextLink>
      ) : null}
    </FactCard>
  );
}
