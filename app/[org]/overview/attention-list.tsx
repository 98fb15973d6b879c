"use client";

import {
  Clock,
  GitCompareArrows,
  ListChecks,
  PhoneMissed,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
  Unplug,
} from "lucide-react";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { VendorProblem } from "@/lib/agents/find-drift";
import { rejectionWords } from "@/lib/agents/rejection-words";
import type { Attention } from "@/lib/analytics/list-attention";
import { VENDOR_PROBLEMS } from "../../_ui/agent-problems";
import { callsBehind, hourFrom, NO_FILTERS } from "../../_ui/figures/period-filters";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { Card, Section } from "../../_ui/section";
import { Time } from "../../_ui/time";
import { whatIs } from "../../_ui/what-is";
import { AttentionLine } from "./attention-line";
import { EndingCredential } from "./ending-credential";
import { WaitingDeliveries } from "./waiting-deliveries";

/** What needs a person, on top, each with the act that settles it; whoever may change nothing is told who can. */
export function AttentionList({ items }: { items: readonly Attention[] }) {
  const { visit } = useOrg();
  const mayChange = useCan()("agents.write");
  return (
    <Section
      title={mayChange ? "Needs you" : "Needs attention"}
      hint={
        mayChange || visit ? null : `An admin of this organization can settle ${items.length === 1 ? "it" : "these"}.`
      }
    >
      <Card flush>
        <ul>
          {items.map((item) => (
            <AttentionItem key={keyOf(item)} item={item} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function keyOf(item: Attention): string {
  return `${item.kind} ${"agent" in item ? item.agent.id : "credential" in item ? item.credential.id : ""}`;
}

function AttentionItem({ item }: { item: Attention }) {
  const format = useFormat();
  const { org } = useOrg();
  const can = useCan();
  const agent = (id: string) => `/${org.slug}/agents/${id}`;
  switch (item.kind) {
    case "agent_rejecting":
      return (
        <AttentionLine
          Icon={TriangleAlert}
          tone="text-bad-mark"
          title={`${item.agent.name} gets deliveries with a wrong signature`}
          detail={
            <>
              {format.count(item.rejected, "delivery", "deliveries")} refused, the last <Time at={item.at} />
              {item.reason ? `. ${whatIs(rejectionWords(item.reason), can("agents.secret"))}` : "."}
            </>
          }
          action={
            <LinkButton href={agent(item.agent.id)} prefetch={false}>
              {can("agents.secret") ? "Check the secret" : "See the agent"}
            </LinkButton>
          }
        />
      );
    case "calls_missing":
      return (
        <AttentionLine
          Icon={PhoneMissed}
          tone="text-warn-mark"
          title={`${format.count(item.missing, "call")} of ${item.agent.name} never arrived`}
          detail={
            <>
              The vendor knows {item.missing === 1 ? "it" : "them"}, Foyer does not. Compared <Time at={item.at} />
            </>
          }
          action={
            <LinkButton href={agent(item.agent.id)} prefetch={false}>
              See what is missing
            </LinkButton>
          }
        />
      );
    case "reconciliation_failing":
      return (
        <AttentionLine
          Icon={Unplug}
          tone="text-warn-mark"
          title={`Calls of ${item.agent.name} could not be compared with the vendor`}
          detail={whatIs(item.reason, can("credentials.write"))}
          action={
            <LinkButton href={agent(item.agent.id)} prefetch={false}>
              Look at the agent
            </LinkButton>
          }
        />
      );
    case "deliveries_failed":
    case "deliveries_unusable":
      return <WaitingDeliveries item={item} />;
    case "calls_to_review":
      return (
        <AttentionLine
          Icon={ListChecks}
          tone="text-info-mark"
          title={`${item.capped ? `More than ${item.calls} calls need` : `${format.count(item.calls, "call")} ${item.calls === 1 ? "needs" : "need"}`} review`}
          detail="They failed, missed their aim or left the caller unhappy, and nobody has looked at them yet."
          action={
            <LinkButton href={`/${org.slug}/calls?review=needed`} prefetch={false}>
              {can("calls.write") ? "Review them" : "See the calls"}
            </LinkButton>
          }
        />
      );
    case "agent_drifted":
      return (
        <AttentionLine
          Icon={GitCompareArrows}
          tone="text-bad-mark"
          title={`${item.agent.name}: ${problemTitle(item.problems[0])}`}
          detail={
            <>
              {item.problems[0] ? VENDOR_PROBLEMS[item.problems[0]].means : null} Seen <Time at={item.at} />
            </>
          }
          action={
            <LinkButton href={agent(item.agent.id)} prefetch={false}>
              See what changed
            </LinkButton>
          }
        />
      );
    case "credential_expired":
    case "credential_expiring":
      return <EndingCredential item={item} />;
    case "unusual_hour":
      return (
        <AttentionLine
          Icon={item.spike === "fewer_calls" ? TrendingDown : TrendingUp}
          tone={item.spike === "more_failures" ? "text-bad-mark" : "text-warn-mark"}
          title={spikeTitle(format, item)}
          detail={
            <>
              In the hour of <Time at={item.hour} />; usual for that hour of the week: {format.number(item.usual)}
            </>
          }
          action={
            <LinkButton
              href={callsBehind(org.slug, hourFrom(item.hour), { ...NO_FILTERS, agent_id: [item.agent.id] })}
              prefetch={false}
            >
              Look at its calls
            </LinkButton>
          }
        />
      );
    case "agent_waiting":
      return (
        <AttentionLine
          Icon={Clock}
          tone="text-info-mark"
          title={`${item.agent.name} waits for its first delivery`}
          detail={
            <>
              Created <Time at={item.at} />; no signed webhook has arrived
            </>
          }
          action={
            <LinkButton href={agent(item.agent.id)} prefetch={false}>
              {can("agents.write") ? "Finish connecting" : "See the agent"}
            </LinkButton>
          }
        />
      );
  }
}

function problemTitle(problem: VendorProblem | undefined): string {
  return problem ? VENDOR_PROBLEMS[problem].title.toLowerCase() : "changed at its vendor";
}

function spikeTitle(format: Format, { agent, spike, count }: Extract<Attention, { kind: "unusual_hour" }>): string {
  if (spike === "more_failures") return `${format.count(count, "call")} of ${agent.name} failed within an hour`;
  if (spike === "more_calls") return `${agent.name} took unusually many calls: ${format.number(count)} in an hour`;
  return count === 0
    ? `${agent.name} took no call in an hour that is usually busy`
    : `${agent.name} took unusually few calls: ${count} in an hour`;
}
