"use client";

import { useState } from "react";
import type { Agent } from "@/lib/agents/agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import type { Credential } from "@/lib/credentials/schemas";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { useOrg } from "../../../_ui/frame/org-context";
import { LinkButton } from "../../../_ui/link-button";
import { PageBody } from "../../../_ui/page-body";
import { PageHeader } from "../../../_ui/page-header";
import { ProviderMark } from "../../../_ui/provider-mark";
import { StepList } from "../../../_ui/step-list";
import { connectSteps } from "../connect-steps";
import { NewAgentForm } from "./new-agent-form";

/** The form becomes the guide without a change of page, so that a secret made here can still be copied into the vendor's. */
export function NewAgentScreen({ credentials }: { credentials: Snapshot<{ data: Credential[] }> }) {
  const { org } = useOrg();
  const [made, setMade] = useState<{ agent: Agent; secret: string | null } | null>(null);
  const { data: agent } = useApi<AgentDetail>(made ? `/agents/${made.agent.id}` : null);
  const { data: kept = credentials.data } = useApi<{ data: Credential[] }>("/credentials", { initial: credentials });
  const savedRetellKey = kept.data.find(
    ({ kind, is_default, state }) => kind === "retell" && is_default && state === "active",
  )?.last_four;
  const isValidated = Boolean(agent?.validated_at);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Agents", href: `/${org.slug}/agents` }, { label: "Connect an agent" }]}
        answer={
          isValidated
            ? `${made?.agent.name} is answering. Its calls appear as they ring.`
            : "Three steps, and every call of the agent is here while it rings."
        }
        actions={
          made ? (
            <LinkButton href={`/${org.slug}/agents/${made.agent.id}`} look={isValidated ? "primary" : "secondary"}>
              Open the agent
            </LinkButton>
          ) : null
        }
      />
      <PageBody>
        <div className="max-w-[44rem]">
          <StepList
            label="Connecting an agent"
            heading="h2"
            steps={[
              made
                ? {
                    key: "agree",
                    title: "Name it and agree on a secret",
                    state: "done",
                    children: (
                      <span className="inline-flex items-center gap-2">
                        <ProviderMark provider={made.agent.provider} />
                        {made.agent.name}, secret ending in{" "}
                        <span className="font-mono">{made.agent.secret_last_four}</span>
                      </span>
                    ),
                  }
                : {
                    key: "agree",
                    title: "Name it and agree on a secret",
                    state: "todo",
                    children: <NewAgentForm savedRetellKey={savedRetellKey ?? null} onMade={setMade} />,
                  },
              ...connectSteps(agent ?? made?.agent ?? null, made?.secret ?? null, true),
            ]}
          />
        </div>
      </PageBody>
    </>
  );
}
