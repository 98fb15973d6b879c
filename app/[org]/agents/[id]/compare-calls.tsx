"use client";

import { useState } from "react";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { Button } from "../../../_ui/button";
import { useLiveEvents } from "../../../_ui/data/live-context";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { useCan, useOrg } from "../../../_ui/frame/org-context";
import { Card, Section } from "../../../_ui/section";
import { Select } from "../../../_ui/select";
import { TextLink } from "../../../_ui/text-link";
import { Time } from "../../../_ui/time";
import { whatIs } from "../../../_ui/what-is";
import { PresentCalls } from "../present-calls";

const SPANS = [
  { value: "24", label: "Last day" },
  { value: "168", label: "Last week" },
  { value: "720", label: "Last 30 days" },
];

/** Whether every call the vendor knows is here, and a way to look again, further back. */
export function CompareCalls({ agent, onChange }: { agent: AgentDetail; onChange: () => void }) {
  const { org } = useOrg();
  const can = useCan();
  const mayKeep = can("credentials.write");
  const [hours, setHours] = useState("24");
  const start = useMutationApi<{ hours: number }>({
    method: "POST",
    path: () => `/agents/${agent.id}/reconciliations`,
    invalidates: () => [`/agents/${agent.id}`],
  });
  useLiveEvents((event) => {
    if (event.name === "job_run.changed" && event.data.name === "reconcile-agent") onChange();
  });
  const found = agent.reconciliation;
  return (
    <Section title="Calls at the vendor" hint="Compared every ten minutes; what was never delivered is fetched.">
      <Card className="flex flex-col gap-3 text-13">
        <PresentCalls agent={agent} long />
        {found?.error && found.error !== agent.vendor_key_problem ? (
          <p className="text-muted">{whatIs(found.error, mayKeep)}</p>
        ) : null}
        {found && !found.error ? (
          <p className="text-faint">
            Compared <Time at={found.at} />.{" "}
            <TextLink href={`/${org.slug}/inbox?agent_id=${agent.id}&source=reconciliation`}>
              Recovered deliveries
            </TextLink>
          </p>
        ) : null}
        {agent.has_vendor_key ? null : (
          <p className={agent.vendor_key_problem ? "text-warn" : "text-muted"}>
            {whatIs(agent.vendor_key_problem ?? "Comparing needs a key of the vendor's API.", mayKeep)}{" "}
            {mayKeep || agent.vendor_key_problem ? (
              <TextLink href={`/${org.slug}/settings/keys`}>
                {agent.vendor_key_problem ? "To the credentials" : "Add it in the settings"}
              </TextLink>
            ) : null}
          </p>
        )}
        {agent.has_vendor_key && can("agents.write") ? (
          <div className="flex gap-2">
            <Select
              aria-label="How far back"
              className="flex-1"
              options={SPANS}
              value={hours}
              onChange={(event) => setHours(event.target.value)}
            />
            <Button
              pending={start.pending || agent.is_reconciling}
              onClick={() => start.run({ hours: Number(hours) }).catch(() => undefined)}
            >
              Check now
            </Button>
          </div>
        ) : null}
      </Card>
    </Section>
  );
}
