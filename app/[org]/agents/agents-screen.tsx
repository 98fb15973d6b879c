"use client";

import clsx from "clsx";
import { Bot, Plus, Scale } from "lucide-react";
import { useFormat } from "@/app/_ui/format/use-format";
import type { ListedAgent } from "@/lib/agents/agent";
import type { Page } from "@/lib/http/cursor";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useCursorList } from "../../_ui/data/use-cursor-list";
import { EmptyState } from "../../_ui/empty-state";
import { ErrorState } from "../../_ui/error-state";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { LoadMore } from "../../_ui/load-more";
import { PageHeader } from "../../_ui/page-header";
import { TableSkeleton } from "../../_ui/skeleton";
import { DataTable } from "../../_ui/table";
import { agentColumns } from "./agent-columns";
import { answerOf } from "./agents-answer";

/** The organization's agents: whether all of them answer, and the evidence, agent by agent. */
export function AgentsScreen({ initial }: { initial: Snapshot<Page<ListedAgent>> }) {
  const format = useFormat();
  const { org } = useOrg();
  const can = useCan();
  const list = useCursorList<ListedAgent>("/agents?limit=50", { initial, subject: "agent", isAtTop: () => true });
  const isEmpty = !list.pending && !list.error && list.rows.length === 0;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Agents" }]}
        answer={list.rows.length > 0 ? answerOf(format, list.rows) : undefined}
        actions={
          isEmpty ? null : (
            <>
              {list.rows.length > 1 ? (
                <LinkButton href={`/${org.slug}/agents/compare`} prefetch={false}>
                  <Scale aria-hidden />
                  Compare
                </LinkButton>
              ) : null}
              {can("agents.write") ? (
                <LinkButton href={`/${org.slug}/agents/new`} look="primary">
                  <Plus aria-hidden />
                  Connect an agent
                </LinkButton>
              ) : null}
            </>
          )
        }
      />
      <div className={clsx("pb-16", isEmpty || "mt-6 border-line border-t")}>
        {list.pending && list.rows.length === 0 ? <TableSkeleton rows={5} label="Loading agents" /> : null}
        {list.error ? <ErrorState error={list.error} title="The agents did not load" onRetry={list.retry} /> : null}
        {isEmpty ? <NoAgents /> : null}
        {list.rows.length > 0 ? (
          <>
            <DataTable
              label="Agents"
              wide
              rows={list.rows}
              columns={agentColumns}
              rowKey={(agent) => agent.id}
              href={(agent) => `/${org.slug}/agents/${agent.id}`}
              arrived={list.arrived}
            />
            <LoadMore
              more={list.more}
              pending={list.loadingMore}
              error={list.olderError}
              onMore={list.loadMore}
              end={`That is all: ${format.count(list.rows.length, "agent")}.`}
            />
          </>
        ) : null}
      </div>
    </>
  );
}

function NoAgents() {
  const { org } = useOrg();
  const can = useCan();
  return (
    <EmptyState
      icon={<Bot />}
      title="No agent is connected yet"
      action={
        can("agents.write") ? (
          <LinkButton href={`/${org.slug}/agents/new`} look="primary" size="large">
            Connect an agent
          </LinkButton>
        ) : null
      }
    >
      {can("agents.write")
        ? "An agent lives at Retell or Vapi. Give its vendor one address, and every call it takes appears here while it rings."
        : "An admin of this organization connects agents. Their calls appear here while they ring."}
    </EmptyState>
  );
}
