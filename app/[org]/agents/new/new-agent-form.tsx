"use client";

import { type FormEvent, useState } from "react";
import type { Agent } from "@/lib/agents/agent";
import { Button } from "../../../_ui/button";
import { fieldErrors, issuesOf } from "../../../_ui/data/field-errors";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { ProviderMark } from "../../../_ui/provider-mark";
import { Segmented } from "../../../_ui/segmented";
import { type AuthConfig, AuthConfigFields, configOf } from "../auth-config-fields";
import { type Scheme, SchemeField } from "../scheme-field";
import { SecretField } from "../secret-field";

/** The first step: which vendor, what name, which secret. Nothing is sent to the vendor yet. */
export function NewAgentForm({
  savedRetellKey,
  onMade,
}: {
  savedRetellKey: string | null;
  onMade: (made: { agent: Agent; secret: string | null }) => void;
}) {
  const [provider, setProvider] = useState<"retell" | "vapi">("retell");
  const [name, setName] = useState("");
  const [scheme, setScheme] = useState<Scheme>("bearer");
  const [config, setConfig] = useState<AuthConfig>({});
  const [secret, setSecret] = useState("");
  const [useSaved, setUseSaved] = useState(true);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<unknown>();
  const create = useMutationApi<object, Agent>({
    method: "POST",
    path: () => "/agents",
    invalidates: () => ["/agents", "/overview", "/credentials"],
    toastErrors: false,
  });
  // What is being typed stays when a key is saved meanwhile.
  const takesSaved = provider === "retell" && savedRetellKey !== null && useSaved && secret === "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = takesSaved ? {} : { secret };
    const proof = { auth_scheme: scheme, auth_config: configOf(scheme, config) };
    const input = { provider, name, ...given, ...(provider === "vapi" && proof) };
    const { CreateAgent } = await import("@/lib/agents/schemas");
    const checked = CreateAgent.safeParse(input);
    setFailure(undefined);
    setErrors(checked.success ? {} : issuesOf(checked.error));
    if (!checked.success) return;
    try {
      const agent = await create.run(input);
      onMade({ agent, secret: provider === "vapi" ? secret.trim() : null });
    } catch (error) {
      setErrors(fieldErrors(error));
      setFailure(error);
    }
  };

  return (
    <form onSubmit={submit} noValidate className="flex max-w-[32rem] flex-col gap-5 pt-1 text-ink">
      <div className="flex flex-col gap-1.5">
        <span className="font-medium text-13">Where the agent lives</span>
        <div>
          <Segmented
            label="Vendor"
            value={provider}
            onChange={(value) => {
              setProvider(value === "vapi" ? "vapi" : "retell");
              setSecret("");
              setErrors({});
            }}
            segments={[
              { value: "retell", label: <ProviderMark provider="retell" /> },
              { value: "vapi", label: <ProviderMark provider="vapi" /> },
            ]}
          />
        </div>
      </div>
      <Field label="Name" hint="As your people call it, such as “Front desk”." error={errors.name}>
        <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      {provider === "vapi" ? (
        <>
          <SchemeField
            value={scheme}
            onChange={setScheme}
            hint="The next step shows field by field what to enter at Vapi."
          />
          <AuthConfigFields scheme={scheme} value={config} onChange={setConfig} errors={errors} />
        </>
      ) : null}
      {takesSaved ? (
        <p className="text-13 text-muted">
          Uses the organization's Retell key ending in <span className="font-mono">{savedRetellKey}</span>.{" "}
          <button
            type="button"
            className="rounded-[2px] font-medium text-accent hover:underline"
            onClick={() => setUseSaved(false)}
          >
            Use another key
          </button>
        </p>
      ) : (
        <SecretField provider={provider} value={secret} onChange={setSecret} error={errors.secret} isShownNext />
      )}
      <FormErrors error={failure} />
      <div>
        <Button type="submit" look="primary" size="large" pending={create.pending}>
          Create the agent
        </Button>
      </div>
    </form>
  );
}
