"use client";

import { ArrowLeft, RotateCw } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { useApi } from "@/app/_ui/data/use-api";
import { DefinitionList } from "@/app/_ui/definition-list";
import { ErrorState } from "@/app/_ui/error-state";
import { formatPhone } from "@/app/_ui/format/format-phone";
import { useCan, useOrg } from "@/app/_ui/frame/org-context";
import { late } from "@/app/_ui/late";
import { LinkButton } from "@/app/_ui/link-button";
import { ProviderMark } from "@/app/_ui/provider-mark";
import { useShortcuts } from "@/app/_ui/shortcuts";
import { Skeleton, TextSkeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { Time } from "@/app/_ui/time";
import { eventWord, VERDICT } from "@/lib/deliveries/describe-delivery";
import type { DeliveryDetail as Detail } from "@/lib/deliveries/get-delivery";
import { DeliveryBody } from "./delivery-body";
import { DeliverySaid } from "./delivery-said";
import { VerdictMark } from "./verdict-mark";

const ReplayDialog = late(() => import("./replay-dialog").then((module) => module.ReplayDialog));

/** One delivery (mount it anew for another): its verdict and what to do about it, what it said, and the exact bytes. */
export function DeliveryDetail({
  id,
  initial,
  onBack,
  onOpen,
}: {
  id: string;
  initial: Snapshot<Detail> | undefined;
  onBack: () => void;
  onOpen: (id: string) => void;
}) {
  const { data, error, mutate } = useApi<Detail>(`/deliveries/${id}`, { initial });
  const mayReplay = useCan()("deliveries.replay");
  const { org } = useOrg();
  const [replaying, setReplaying] = useState(false);
  const replayable = mayReplay && data !== undefined && data.state !== "duplicate";
  useShortcuts(replayable ? [{ keys: "r", does: "Replay the delivery", run: () => setReplaying(true) }] : []);
  if (error && !data) {
    return (
      <>
        <Bar onBack={onBack} />
        <ErrorState error={error} title="This delivery did not load" onRetry={() => mutate()} />
      </>
    );
  }
  if (!data) {
    return (
      <>
        <Bar onBack={onBack} />
        <div className="flex max-w-[56rem] flex-col gap-6 p-6">
          <Skeleton className="h-6 w-56" />
          <TextSkeleton lines={5} />
        </div>
      </>
    );
  }
  return (
    <article aria-label={`Delivery ${eventWord(data.event_type)}`} className="pb-24">
      <Bar onBack={onBack}>
        {data.agent.name}
        {data.number ? ` · ${formatPhone(data.number)}` : ""}
      </Bar>
      <div className="flex max-w-[56rem] flex-col gap-6 px-4 pt-5 md:px-6">
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h2 className="font-semibold text-20">{eventWord(data.event_type)}</h2>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
              <VerdictMark state={data.state} className="text-13!" />
              <ProviderMark provider={data.provider} />
              <Time at={data.received_at} />
            </p>
          </div>
          <div className="flex items-center gap-2">
            {data.call ? <LinkButton href={`/${org.slug}/calls/${data.call.id}`}>Open the call</LinkButton> : null}
            {replayable ? (
              <Button look={data.state === "applied" ? "secondary" : "primary"} onClick={() => setReplaying(true)}>
                <RotateCw aria-hidden />
                Replay
              </Button>
            ) : null}
          </div>
        </header>
        <Verdict delivery={data} onOpen={onOpen} />
        <DeliverySaid delivery={data} />
        <DeliveryBody delivery={data} />
        <Facts delivery={data} />
      </div>
      <Suspense>
        {replayable && replaying ? <ReplayDialog delivery={data} open onOpenChange={setReplaying} /> : null}
      </Suspense>
    </article>
  );
}

/** The bar above a delivery: back to the list on a phone, on a wide screen the room of the top tools. */
function Bar({ onBack, children }: { onBack: () => void; children?: ReactNode }) {
  return (
    <div className="sticky top-0 z-10 flex h-12 items-center gap-2 border-line border-b bg-canvas px-4 md:px-6 md:pr-96">
      <Button look="ghost" onClick={onBack} className="-ml-3 lg:hidden">
        <ArrowLeft aria-hidden />
        Inbox
      </Button>
      <span className="min-w-0 truncate text-13 text-muted max-lg:hidden">{children}</span>
    </div>
  );
}

const TONE = {
  applied: "border-line bg-surface",
  duplicate: "border-line bg-surface",
  received: "border-transparent bg-info-soft text-info",
  failed: "border-transparent bg-bad-soft text-bad",
  unusable: "border-transparent bg-warn-soft text-warn",
};

function Verdict({ delivery, onOpen }: { delivery: Detail; onOpen: (id: string) => void }) {
  const { sentence, advice } = VERDICT[delivery.state];
  const mayReplay = useCan()("deliveries.replay");
  if (delivery.state === "applied") return null;
  return (
    <div role="status" className={`rounded-card border px-4 py-3 text-14 ${TONE[delivery.state]}`}>
      <p className="font-medium">{sentence}</p>
      {delivery.error ? <p className="mt-1 break-words font-mono text-12">{delivery.error}</p> : null}
      {advice ? <p className="mt-1">{mayReplay ? advice : "An admin can look into it and replay it."}</p> : null}
      {delivery.duplicate_of ? (
        <Button look="ghost" size="small" className="-ml-2 mt-1" onClick={() => onOpen(delivery.duplicate_of ?? "")}>
          Show the first one
        </Button>
      ) : null}
    </div>
  );
}

const SOURCE = {
  webhook: "Sent by the vendor",
  reconciliation: "Fetched by Foyer, because the vendor had not sent it",
  test: "Test from the dashboard",
};

function Facts({ delivery }: { delivery: Detail }) {
  const { org } = useOrg();
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold text-13">Details</h3>
      <DefinitionList
        items={[
          {
            label: "Agent",
            value: <TextLink href={`/${org.slug}/agents/${delivery.agent.id}`}>{delivery.agent.name}</TextLink>,
          },
          {
            label: "Call",
            value: delivery.call ? (
              <TextLink href={`/${org.slug}/calls/${delivery.call.id}`}>
                {delivery.number ? formatPhone(delivery.number) : "Open"}
              </TextLink>
            ) : null,
          },
          { label: "Received", value: <Time at={delivery.received_at} as="exact" /> },
          { label: "Source", value: SOURCE[delivery.source] },
          { label: "Attempts", value: delivery.attempts },
          { label: "Event type", value: <Code text={delivery.event_type} /> },
          { label: "Event key", value: <Code text={delivery.event_key} /> },
          {
            label: "Vendor's call id",
            value: delivery.vendor_call_id ? <Code text={delivery.vendor_call_id} /> : null,
          },
          { label: "Delivery id", value: <Code text={delivery.id} copy /> },
          { label: "Request id", value: delivery.request_id ? <Code text={delivery.request_id} copy /> : null },
        ]}
      />
    </section>
  );
}

function Code({ text, copy = false }: { text: string; copy?: boolean }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 break-all font-mono text-12 text-muted">{text}</code>
      {copy ? (
        <span className="-my-1.5">
          <CopyButton value={text} />
        </span>
      ) : null}
    </span>
  );
}
