"use client";

import { useContext } from "react";
import { Badge } from "@/app/_ui/badge";
import { DefinitionList } from "@/app/_ui/definition-list";
import { useOrg } from "@/app/_ui/frame/org-context";
import { PhoneNumber } from "@/app/_ui/phone-number";
import { ProviderMark } from "@/app/_ui/provider-mark";
import { TextLink } from "@/app/_ui/text-link";
import { Time } from "@/app/_ui/time";
import type { CallDetail } from "@/lib/calls/get-call";
import { explainDisconnection } from "@/lib/voice/disconnection-reasons";
import { AnalysisCard } from "./analysis-card";
import { BillableCard } from "./billable-card";
import { CostCard } from "./cost-card";
import { FactCard } from "./fact-card";
import { InList } from "./in-list";
import { LatencyCard, NotesCard, RelatedCalls } from "./lazy-parts";
import { MetadataCard } from "./metadata-card";
import { ReviewCard } from "./review-card";

/** The facts beside a conversation: analysis, money, who and when, and what else this number did. */
export function CallAside({ call, moment }: { call: CallDetail; moment: () => number }) {
  // Beside a list the call is an aside itself, and none stands within another.
  const Part = useContext(InList) ? "section" : "aside";
  return (
    <Part aria-label="Facts of this call" className="flex min-w-0 flex-col gap-4">
      <ReviewCard call={call} />
      <BillableCard call={call} />
      <AnalysisCard call={call} />
      {call.is_hidden ? null : <NotesCard callId={call.id} moment={moment} />}
      <CostCard call={call} />
      <LatencyCard call={call} />
      <Facts call={call} />
      <MetadataCard call={call} />
      <RelatedCalls call={call} />
    </Part>
  );
}

function Facts({ call }: { call: CallDetail }) {
  const { org } = useOrg();
  const reason = call.disconnection_reason ? explainDisconnection(call.disconnection_reason, call) : null;
  return (
    <FactCard title="Details">
      <DefinitionList
        items={[
          { label: "From", value: <Party number={call.from_number} channel={call.channel} /> },
          { label: "To", value: <Party number={call.to_number} channel={call.channel} /> },
          {
            label: "Agent",
            value: <TextLink href={`/${org.slug}/agents/${call.agent.id}`}>{call.agent.name}</TextLink>,
          },
          { label: "Vendor", value: <ProviderMark provider={call.provider} /> },
          {
            label: "Direction",
            value: call.direction === "outbound" ? "Outbound" : call.direction ? "Inbound" : null,
          },
          { label: "Began", value: <Time at={call.started_at} as="exact" /> },
          { label: "Ended", value: call.ended_at ? <Time at={call.ended_at} as="clock" /> : null },
          {
            label: "Ended because",
            value: reason ? <span title={call.disconnection_reason ?? undefined}>{reason.label}</span> : null,
          },
          ...(call.transfer_destination
            ? [{ label: "Transferred to", value: <PhoneNumber number={call.transfer_destination} /> }]
            : []),
          {
            label: "Vendor's id",
            value: <code className="break-all font-mono text-12 text-muted">{call.vendor_call_id}</code>,
          },
        ]}
      />
    </FactCard>
  );
}

function Party({ number, channel }: { number: string | null; channel: CallDetail["channel"] }) {
  if (!number && channel === "web") return <Badge>Web call</Badge>;
  return <PhoneNumber number={number} />;
}
