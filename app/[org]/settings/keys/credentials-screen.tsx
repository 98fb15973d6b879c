"use client";

import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { late } from "@/app/_ui/late";
import { type CredentialKind, KINDS, kinds } from "@/lib/credentials/kinds";
import type { Credential } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { ErrorState, PartError } from "../../../_ui/error-state";
import { useCan } from "../../../_ui/frame/org-context";
import { Card, Section } from "../../../_ui/section";
import { Skeleton, TableSkeleton } from "../../../_ui/skeleton";
import { SettingsFrame } from "../settings-frame";
import { CredentialRow } from "./credential-row";
import { isSoon } from "./credential-state";

const AddDialog = late(() => import("./add-dialog").then((module) => module.AddDialog));

/** Shown before anything is kept: an organization begins with its voice vendors. */
const FIRST: CredentialKind[] = ["retell", "vapi"];

/** What the organization shows to its vendors: kept, tried, rotated, retired, never shown again. */
export function CredentialsScreen({ initial }: { initial: Snapshot<{ data: Credential[] }> }) {
  const { data, error, mutate } = useApi<{ data: Credential[] }>("/credentials", { initial });
  const editable = useCan()("credentials.write");
  // null = never opened: its code is not loaded yet.
  const [adding, setAdding] = useState<{ open: boolean; kind: CredentialKind } | null>(null);
  const kept = data?.data;
  const shown = kinds.filter((kind) => FIRST.includes(kind) || kept?.some((each) => each.kind === kind));
  return (
    <SettingsFrame
      label="Credentials"
      answer={kept ? answer(kept) : error ? "Credentials" : <Skeleton className="h-5 w-72 max-w-full" />}
      detail={
        editable
          ? "Encrypted under your organization's own key when you save them, and never shown again."
          : "An admin can add, rotate and retire credentials."
      }
      actions={
        editable ? (
          <Button look="primary" onClick={() => setAdding({ open: true, kind: adding?.kind ?? "retell" })}>
            <Plus aria-hidden />
            Add a credential
          </Button>
        ) : null
      }
    >
      {error && kept ? (
        <Card flush>
          <PartError error={error} onRetry={() => void mutate()} />
          <p className="-mt-2 pr-4 pb-3 pl-11 text-13 text-muted">What was last read stands below.</p>
        </Card>
      ) : null}
      {error && !kept ? (
        <ErrorState error={error} title="The credentials did not load" onRetry={() => void mutate()} />
      ) : null}
      {!kept && !error ? (
        <Card flush>
          <TableSkeleton rows={4} label="Loading credentials" />
        </Card>
      ) : null}
      {kept
        ? shown.map((kind) => (
            <Section key={kind} title={KINDS[kind].label} label={KINDS[kind].label} hint={KINDS[kind].use}>
              <Card flush>
                <ul className="divide-y divide-line">
                  {kept
                    .filter((each) => each.kind === kind)
                    .map((credential) => (
                      <CredentialRow key={credential.id} credential={credential} editable={editable} />
                    ))}
                </ul>
                {kept.some((each) => each.kind === kind) ? null : (
                  <Nothing kind={kind} onAdd={editable ? () => setAdding({ open: true, kind }) : undefined} />
                )}
              </Card>
            </Section>
          ))
        : null}
      <Suspense>
        {adding ? (
          <AddDialog
            key={adding.kind}
            kind={adding.kind}
            open={adding.open}
            onOpenChange={(open) => setAdding({ ...adding, open })}
          />
        ) : null}
      </Suspense>
    </SettingsFrame>
  );
}

function Nothing({ kind, onAdd }: { kind: CredentialKind; onAdd: (() => void) | undefined }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <p className="text-13 text-muted">None is kept.{onAdd ? ` ${KINDS[kind].where}` : null}</p>
      {onAdd ? <Button onClick={onAdd}>Add the {KINDS[kind].label} key</Button> : null}
    </div>
  );
}

function answer(kept: Credential[]): string {
  const working = kept.filter(({ state }) => state === "active" || state === "retiring");
  const expired = kept.filter(({ state }) => state === "expired").length;
  if (working.length === 0 && expired > 0)
    return expired === 1 ? "The only credential here has expired." : "All credentials here have expired.";
  if (working.length === 0) return "No credential is kept here.";
  const refused = working.filter(({ verification }) => verification === "refused").length;
  const soon = working.filter(({ expires_at, state }) => state === "active" && expires_at && isSoon(expires_at)).length;
  const trouble = [
    ...(refused > 0 ? [`${refused} refused by ${refused === 1 ? "its vendor" : "their vendors"}`] : []),
    ...(expired > 0 ? [`${expired} expired`] : []),
    ...(soon > 0 ? [`${soon} ${soon === 1 ? "expires" : "expire"} within two weeks`] : []),
  ];
  const vendors = new Set(working.map(({ kind }) => kind)).size;
  const count = `${working.length} ${working.length === 1 ? "credential" : "credentials"} kept for ${vendors} ${vendors === 1 ? "vendor" : "vendors"}`;
  return trouble.length > 0 ? `${count}; ${trouble.join(", ")}.` : `${count}.`;
}
