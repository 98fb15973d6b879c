"use client";

import { useState } from "react";
import type { Agent } from "@/lib/agents/agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import type { VendorAgent } from "@/lib/agents/vendor-api";
import { Button } from "../../_ui/button";
import { useApi } from "../../_ui/data/use-api";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { PartError } from "../../_ui/error-state";
import { Field } from "../../_ui/field";
import { FormErrors } from "../../_ui/form-errors";
import { Select } from "../../_ui/select";
import { Skeleton } from "../../_ui/skeleton";
import { toastDone } from "../../_ui/toast";

const VENDOR = { retell: "Retell", vapi: "Vapi" } as const;

/** Chooses the agent among those the key can see and has the vendor deliver to this address. */
export function ChooseVendorAgent({ agent }: { agent: Agent }) {
  const vendor = VENDOR[agent.provider];
  const { data, error, mutate } = useApi<{ data: VendorAgent[] }>(`/agents/${agent.id}/vendor_agents`);
  const [chosen, setChosen] = useState(agent.vendor_agent_id ?? "");
  const [failure, setFailure] = useState<unknown>();
  const [draft, setDraft] = useState<number | null>(null);
  const connect = useMutationApi<{ vendor_agent_id: string }, AgentDetail>({
    method: "PUT",
    path: () => `/agents/${agent.id}/vendor_webhook`,
    invalidates: () => ["/agents"],
    toastErrors: false,
  });
  if (error && !data) return <PartError error={error} onRetry={() => mutate()} />;
  if (!data) return <Skeleton className="h-8 w-64" />;
  if (data.data.length === 0) return <p>This key sees no agent at {vendor} yet. Make one there, or go on by hand.</p>;
  const there = data.data.find(({ vendor_agent_id }) => vendor_agent_id === chosen);
  const elsewhere = there?.webhook_url && there.webhook_url !== agent.webhook_url ? there.webhook_url : null;
  const submit = async () => {
    setFailure(undefined);
    try {
      const connected = await connect.run({ vendor_agent_id: chosen });
      const isDraft = connected.vendor_problems.includes("unpublished");
      setDraft(isDraft ? (connected.vendor.snapshot?.version ?? null) : null);
      toastDone(isDraft ? "The address stands in the agent's draft." : `${vendor} delivers to Foyer now.`);
      mutate();
    } catch (reason) {
      setFailure(reason);
    }
  };
  return (
    <div className="flex flex-col gap-2 text-ink">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={`Agent at ${vendor}`} className="min-w-56 flex-1">
          <Select
            placeholder="Choose one"
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            options={data.data.map(({ vendor_agent_id, name }) => ({ value: vendor_agent_id, label: name }))}
          />
        </Field>
        <Button look="primary" disabled={!there} pending={connect.pending} onClick={submit}>
          Set the address at {vendor}
        </Button>
      </div>
      {elsewhere ? (
        <p className="break-all text-13 text-warn">It delivers to {elsewhere} now; that address will be replaced.</p>
      ) : null}
      {draft === null ? null : <PublishDraft agentId={agent.id} version={draft} onDone={() => setDraft(null)} />}
      <FormErrors error={failure} />
    </div>
  );
}

/** Retell keeps what is set through its API in a draft; callers reach what is published. */
function PublishDraft({ agentId, version, onDone }: { agentId: string; version: number; onDone: () => void }) {
  const publish = useMutationApi<{ version: number }, AgentDetail>({
    method: "POST",
    path: () => `/agents/${agentId}/vendor_publications`,
    invalidates: () => [`/agents/${agentId}`, "/agents", "/overview"],
  });
  const submit = () =>
    publish.run({ version }).then(
      () => {
        toastDone(`Version ${version} is published: Retell delivers to Foyer now.`);
        onDone();
      },
      () => undefined,
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-warn-soft px-3 py-2.5 text-13">
      <p className="min-w-52 flex-1">
        Retell keeps the address in version {version}, a draft. Callers reach the published version until you publish
        this one, with everything else that is in it.
      </p>
      <Button size="small" pending={publish.pending} onClick={submit}>
        Publish version {version}
      </Button>
    </div>
  );
}
