"use client";

import { Suspense } from "react";
import { addDays, localDay } from "@/app/_ui/format/local-day";
import { useFormat } from "@/app/_ui/format/use-format";
import { late } from "@/app/_ui/late";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { VENDOR_PROBLEMS } from "../../../_ui/agent-problems";
import { AgentStatus } from "../../../_ui/agent-status";
import { Sparkline } from "../../../_ui/charts/sparkline";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { ErrorState } from "../../../_ui/error-state";
import { useCan, useOrg } from "../../../_ui/frame/org-context";
import { PageBody } from "../../../_ui/page-body";
import { PageHeader } from "../../../_ui/page-header";
import { ProviderMark } from "../../../_ui/provider-mark";
import { Card, Section } from "../../../_ui/section";
import { StepList } from "../../../_ui/step-list";
import { TextLink } from "../../../_ui/text-link";
import { connectSteps } from "../connect-steps";
import { Refusals } from "../first-delivery";
import { SendTest } from "../send-test";
import { AgentActions } from "./agent-actions";
import { CompareCalls } from "./compare-calls";
import { ConnectionFacts } from "./connection-facts";

// Beside the connection, which one comes for: drawn by the server, awake a moment later.
const VendorConfig = late(() => import("./vendor-config").then((module) => module.VendorConfig));

/** One agent, live: an event about it turns its marks without a reload. */
export function AgentScreen({ id, initial }: { id: string; initial: Snapshot<AgentDetail> }) {
  const format = useFormat();
  const { org } = useOrg();
  const can = useCan();
  const { data: agent, error, mutate } = useApi<AgentDetail>(`/agents/${id}`, { initial });
  const crumbs = [{ label: "Agents", href: `/${org.slug}/agents` }, { label: agent?.name ?? "Agent" }];
  if (!agent) {
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <ErrorState error={error} title="The agent did not load" onRetry={() => mutate()} />
      </>
    );
  }
  const calls = agent.calls_by_day.reduce((sum, day) => sum + day, 0);
  const firstDay = addDays(localDay(new Date(), org.time_zone), 1 - agent.calls_by_day.length);
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        answer={answerOf(agent)}
        detail={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
            <AgentStatus state={agent.health} />
            <ProviderMark provider={agent.provider} />
            <span className="flex items-center gap-2">
              <Sparkline values={agent.calls_by_day} label={`${format.count(calls, "call")} in the last 14 days`} />
              <TextLink href={`/${org.slug}/calls?agent_id=${agent.id}&from=${firstDay}`}>
                {format.count(calls, "call")} in 14 days
              </TextLink>
            </span>
          </span>
        }
        actions={can("agents.write") ? <AgentActions agent={agent} /> : null}
      />
      <PageBody>
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          <div className="flex min-w-0 flex-col gap-8">
            {agent.validated_at ? (
              <Section title="Connection" hint="Where its vendor delivers, and how deliveries prove themselves.">
                <ConnectionFacts agent={agent} />
                {agent.health === "failing" ? <Refusals agent={agent} /> : null}
              </Section>
            ) : (
              <Section title={can("agents.write") ? "Connect it" : "Connection"} hint="The marks turn by themselves.">
                <StepList
                  label="Connecting the agent"
                  steps={[
                    { key: "made", title: "Created, with its secret saved", state: "done" },
                    ...connectSteps(agent, null, can("agents.write")),
                  ]}
                />
              </Section>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-8">
            <CompareCalls agent={agent} onChange={() => mutate()} />
            <Suspense fallback={<div className="h-40" />}>
              <VendorConfig agent={agent} onChange={() => void mutate()} />
            </Suspense>
            {agent.validated_at && can("agents.write") ? (
              <Section title="Test">
                <Card>
                  <SendTest agentId={agent.id} />
                </Card>
              </Section>
            ) : null}
          </div>
        </div>
      </PageBody>
    </>
  );
}

function answerOf(agent: AgentDetail): string {
  const { name } = agent;
  if (agent.health === "paused") return `${name} is paused. Deliveries are kept and applied when it resumes.`;
  if (agent.health === "failing") return `${name} sends deliveries that cannot be believed.`;
  const [problem] = agent.vendor_problems;
  if (problem) return `${name} needs a look at its vendor: ${VENDOR_PROBLEMS[problem].title.toLowerCase()}.`;
  if (agent.health === "waiting") return `${name} is waiting for its vendor's first signed delivery.`;
  return `${name} is answering.`;
}
