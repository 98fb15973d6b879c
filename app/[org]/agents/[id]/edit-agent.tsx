"use client";

import { type FormEvent, type ReactElement, useId, useState } from "react";
import type { Agent } from "@/lib/agents/agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import type { UpdateAgent } from "@/lib/agents/schemas";
import { Button } from "../../../_ui/button";
import { fieldErrors, issuesOf } from "../../../_ui/data/field-errors";
import { ifMatch } from "../../../_ui/data/if-match";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import type { OverlayTrigger } from "../../../_ui/lazy-overlay";
import { toastDone } from "../../../_ui/toast";
import { AuthConfigFields, configOf, savedConfig } from "../auth-config-fields";
import { type Scheme, SchemeField } from "../scheme-field";
import { SecretField } from "../secret-field";

/** Name, agent at the vendor, and the secret; only what was changed is sent. */
export function EditAgent({ agent, trigger }: { agent: AgentDetail; trigger: ReactElement<OverlayTrigger> }) {
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(agent.name);
  const [vendorId, setVendorId] = useState(agent.vendor_agent_id ?? "");
  const [scheme, setScheme] = useState(savedScheme(agent));
  const [config, setConfig] = useState(savedConfig(agent.auth_config));
  const [secret, setSecret] = useState("");
  const [version, setVersion] = useState(agent.version);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<unknown>();
  const save = useMutationApi<UpdateAgent, Agent>({
    method: "PATCH",
    path: () => `/agents/${agent.id}`,
    // What the form began with: meanwhile somebody else may have saved it.
    headers: () => ifMatch(version),
    invalidates: () => ["/agents", `/agents/${agent.id}`],
    toastErrors: false,
  });
  const show = (next: boolean) => {
    setOpen(next);
    setName(agent.name);
    setVendorId(agent.vendor_agent_id ?? "");
    setScheme(savedScheme(agent));
    setConfig(savedConfig(agent.auth_config));
    setSecret("");
    setVersion(agent.version);
    setErrors({});
    setFailure(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const proof = configOf(scheme, config);
    const isOtherProof = JSON.stringify(proof) !== JSON.stringify(configOf(scheme, savedConfig(agent.auth_config)));
    const changes = {
      ...(name !== agent.name && { name }),
      ...(vendorId.trim() !== (agent.vendor_agent_id ?? "") && { vendor_agent_id: vendorId.trim() || null }),
      ...(agent.provider === "vapi" && scheme !== agent.auth_scheme && { auth_scheme: scheme }),
      ...(agent.provider === "vapi" && isOtherProof && { auth_config: proof }),
      ...(secret !== "" && { secret }),
    };
    const schemas = await import("@/lib/agents/schemas");
    const checked = schemas.UpdateAgent.safeParse(changes);
    setErrors(checked.success ? {} : issuesOf(checked.error));
    setFailure(undefined);
    if (!checked.success) return;
    try {
      if (Object.keys(changes).length > 0) await save.run(checked.data);
      setOpen(false);
      toastDone("Saved.");
    } catch (error) {
      setErrors(fieldErrors(error));
      setFailure(error);
    }
  };
  return (
    <Dialog
      title={`Edit ${agent.name}`}
      trigger={trigger}
      open={open}
      onOpenChange={show}
      footer={
        <>
          <Button onClick={() => show(false)}>Cancel</Button>
          <Button type="submit" form={form} look="primary" pending={save.pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={errors.name}>
          <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field
          label="Agent's id at the vendor"
          optional
          hint="Needed to compare calls; learned from deliveries when empty."
          error={errors.vendor_agent_id}
        >
          <Input
            value={vendorId}
            autoComplete="off"
            className="font-mono"
            onChange={(event) => setVendorId(event.target.value)}
          />
        </Field>
        {agent.provider === "vapi" ? (
          <>
            <SchemeField value={scheme} onChange={setScheme} hint="Choose the same at Vapi." />
            <AuthConfigFields scheme={scheme} value={config} onChange={setConfig} errors={errors} />
          </>
        ) : null}
        <SecretField provider={agent.provider} value={secret} onChange={setSecret} error={errors.secret} />
        <p className="text-13 text-faint">
          Leave the secret empty to keep the one ending in {agent.secret_last_four ?? "–"}. A new one, or another way of
          proof, has to be proven by a delivery again.
        </p>
        <FormErrors error={failure} />
      </form>
    </Dialog>
  );
}

/** Only Vapi has a choice. */
function savedScheme({ auth_scheme }: AgentDetail): Scheme {
  return auth_scheme === "retell_signature" ? "bearer" : auth_scheme;
}
