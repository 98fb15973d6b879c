"use client";

import { useState } from "react";
import type { AdminNetworks } from "@/lib/orgs/admin-networks";
import { Button } from "../../_ui/button";
import { fieldErrors } from "../../_ui/data/field-errors";
import { ifMatch } from "../../_ui/data/if-match";
import { useApi } from "../../_ui/data/use-api";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { PartError } from "../../_ui/error-state";
import { Field } from "../../_ui/field";
import { useCan } from "../../_ui/frame/org-context";
import { controlClass } from "../../_ui/input";
import { Section } from "../../_ui/section";
import { TextSkeleton } from "../../_ui/skeleton";
import { toastDone } from "../../_ui/toast";

/** Whence admins may act; outside of it they read like viewers. Only admins see it. */
export function AdminNetworksSetting() {
  const allowed = useCan()("admin_networks.write");
  const { data, error, mutate } = useApi<AdminNetworks>(allowed ? "/admin_networks" : null);
  if (!allowed) return null;
  return (
    <Section
      title="Networks of admins"
      hint="Admins change things from these networks only; elsewhere they read, as viewers do. Empty: from everywhere."
      className="max-w-[32rem]"
    >
      {error && !data ? <PartError error={error} onRetry={() => mutate()} /> : null}
      {!data && !error ? <TextSkeleton lines={3} /> : null}
      {data ? <NetworksForm key={data.networks.join()} kept={data} /> : null}
    </Section>
  );
}

function NetworksForm({ kept }: { kept: AdminNetworks }) {
  const before = kept.networks.join("\n");
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState<string | undefined>();
  const { run, pending } = useMutationApi<{ networks: string[] }>({
    method: "PUT",
    path: () => "/admin_networks",
    headers: () => ifMatch(kept.version),
    invalidates: () => ["/admin_networks"],
    toastErrors: false,
  });
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    const networks = text.split(/[\s,]+/).filter(Boolean);
    try {
      await run({ networks });
      toastDone(networks.length === 0 ? "Admins may act from everywhere" : "Saved");
    } catch (reason) {
      const found = Object.values(fieldErrors(reason))[0];
      setProblem(found ?? (reason instanceof Error ? reason.message : "This was not saved."));
    }
  };
  return (
    <form className="flex flex-col items-start gap-3" onSubmit={save}>
      <Field
        label="Networks"
        optional
        className="w-full"
        error={problem}
        hint={`One on each line, such as 203.0.113.0/24.${kept.your_address ? ` You are at ${kept.your_address}.` : ""}`}
      >
        <textarea
          rows={3}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${controlClass} h-auto! py-2 font-mono`}
        />
      </Field>
      <Button type="submit" pending={pending} disabled={text.trim() === before}>
        Save networks
      </Button>
    </form>
  );
}
