"use client";

import { ChevronRight, Inbox } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";
import { useFormat } from "@/app/_ui/format/use-format";
import { useOrg } from "@/app/_ui/frame/org-context";
import { Link } from "@/app/_ui/link";
import { Time } from "@/app/_ui/time";
import { VerdictMark } from "@/app/[org]/inbox/[[...id]]/_inbox/verdict-mark";
import type { CallDetail } from "@/lib/calls/get-call";
import type { CallDelivery } from "@/lib/deliveries/deliveries-of-call";
import { changePhrase, eventWord, proofPhrase } from "@/lib/deliveries/describe-delivery";
import { groupDeliveries } from "@/lib/deliveries/group-deliveries";

/** Every webhook this call was made of, in the order of arrival: what it changed, what proves it, and whether it repeats another. */
export function CallDeliveries({ call }: { call: CallDetail }) {
  if (call.deliveries.length === 0) {
    return (
      <EmptyState icon={<Inbox />} title="No deliveries kept">
        This call is older than the deliveries Foyer keeps, or it was imported.
      </EmptyState>
    );
  }
  return (
    <ol aria-label="Deliveries of this call" className="flex max-w-[44rem] flex-col">
      {groupDeliveries(call.deliveries).map((group) => {
        const [first] = group;
        if (!first) return null;
        return group.length === 1 ? (
          <DeliveryRow key={first.id} delivery={first} call={call} />
        ) : (
          <Repeated key={first.id} group={group} call={call} />
        );
      })}
    </ol>
  );
}

function DeliveryRow({ delivery, call }: { delivery: CallDelivery; call: CallDetail }) {
  const { org } = useOrg();
  const original = delivery.duplicate_of ? call.deliveries.find(({ id }) => id === delivery.duplicate_of) : undefined;
  return (
    <li>
      <Link
        href={`/${org.slug}/inbox/${delivery.id}`}
        className="-mx-3 grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-control px-3 py-2 text-13 hover:bg-hover max-sm:grid-cols-[4.5rem_minmax(0,1fr)_auto]"
      >
        <Time at={delivery.received_at} as="second" className="tabular whitespace-nowrap text-faint" />
        <span className="min-w-0">
          <span className="font-medium" title={delivery.event_type}>
            {eventWord(delivery.event_type)}
          </span>
          {delivery.source === "webhook" ? null : (
            <span className="ml-2 text-12 text-faint">
              {delivery.source === "test" ? "test" : "fetched, the vendor had not sent it"}
            </span>
          )}
          <span className="block text-muted first-letter:uppercase">
            {delivery.state === "applied"
              ? changePhrase(delivery.changes, delivery.event_type)
              : (delivery.error ?? null)}
          </span>
          <span className="block text-12 text-faint">
            {proofPhrase(delivery, call.provider)}
            {" · "}
            {delivery.state !== "duplicate" ? (
              "not seen before"
            ) : original ? (
              <>
                same event as the delivery of <Time at={original.received_at} as="second" />
              </>
            ) : (
              "same event as an earlier delivery"
            )}
          </span>
        </span>
        <VerdictMark state={delivery.state} />
      </Link>
    </li>
  );
}

function Repeated({ group, call }: { group: CallDelivery[]; call: CallDetail }) {
  const format = useFormat();
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return null;
  return (
    <li>
      <details className="group">
        <summary className="-mx-3 grid list-none grid-cols-[5.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-control px-3 py-2 text-13 hover:bg-hover max-sm:grid-cols-[4.5rem_minmax(0,1fr)_auto] [&::-webkit-details-marker]:hidden">
          <Time at={first.received_at} as="second" className="tabular whitespace-nowrap text-faint" />
          <span>
            <span className="font-medium" title={first.event_type}>
              {eventWord(first.event_type)}
            </span>
            <span className="block text-muted">{format.count(group.length, "delivery", "deliveries")} in a row</span>
          </span>
          <ChevronRight aria-hidden className="size-3.5 self-center text-faint group-open:rotate-90" />
        </summary>
        <ol className="ml-2 border-line border-l pl-4">
          {group.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} call={call} />
          ))}
        </ol>
      </details>
    </li>
  );
}
