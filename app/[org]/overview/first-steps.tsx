"use client";

import { Bot } from "lucide-react";
import { EmptyState } from "../../_ui/empty-state";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { Card } from "../../_ui/section";

/** An organization without agents: what Foyer will show, and the one step that starts it. */
export function FirstSteps() {
  const { org } = useOrg();
  const can = useCan();
  return (
    <Card>
      <EmptyState
        icon={<Bot />}
        title={can("agents.write") ? "Connect your first agent" : "An admin connects the first agent"}
        action={
          can("agents.write") ? (
            <LinkButton href={`/${org.slug}/agents/new`} look="primary" size="large">
              Connect an agent
            </LinkButton>
          ) : null
        }
      >
        {can("agents.write")
          ? "Paste one address at Retell or Vapi. From then on every call is here while it rings, with its transcript, recording and cost."
          : "From then on every call is here while it rings, with its transcript, recording and cost."}
      </EmptyState>
    </Card>
  );
}
