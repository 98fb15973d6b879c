"use client";

import { useState } from "react";
import type { AdminNetworks } from "@/lib/orgs/admin-networks";
import { Button } from "../../_ui/button";
import { fieldErrors } from "../../_ui/data/field-errors";
import { ifMatch, isConflict } from "../../_ui/data/if-match";
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
      {data ? <NetworksForm kept={data} /> : null}
    </Section>
  );
}

function NetworksForm({ kept }: { kept: AdminNetworks }) {
  const [told, setTold] = useState(kept);
  // What the person has before them: nothing that comes while they type, until saving was refused for it.
  const [base, setBase] = useState(kept);
  const before = base.networks.join("\n");
  const [text, setText] = useState(before);
  const [error, setError] = useState<unknown>(null);
  const take = (networks: AdminNetworks) => {
    setBase(networks);
    setText((now) => (now === text ? networks.networks.join("\n") : now));
  };
  if (told !== kept) {
    setTold(kept);
    if (text === before) take(kept);
    else if (isConflict(error)) setBase(kept);
  }
  const { run, pending } = useMutationApi<{ networks: string[] }, AdminNetworks>({
    method: "PUT",
    path: () => "/admin_networks",
    headers: () => ifMatch(base.version),
    invalidates: () => ["/admin_networks"],
    toastErrors: false,
  });
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setError(null);
    const networks = text.split(/[\s,]+/).filter(Boolean);
    try {
      take(await run({ networks }));
      toastDone(networks.length === 0 ? "Admins may act from everywhere" : "Saved");
    } catch (reason) {
      setError(reason);
      // What was typed stays over what is there by now, and may be saved over it.
      if (isConflict(reason)) setBase(kept);
    }
  };
  return (
    <form className="flex flex-col items-start gap-3" onSubmit={save}>
      <Field
        label="Networks"
        optional
        className="w-full"
        error={problemOf(error)}
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

function problemOf(error: unknown): string | undefined {
  if (error === null) return undefined;
  return Object.values(fieldErrors(error))[0] ?? (error instanceof Error ? error.message : "This was not saved.");
}
