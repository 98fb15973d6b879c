"use client";

import { Globe, Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { late } from "@/app/_ui/late";
import type { Domain } from "@/lib/domains/schemas";
import { Button } from "../../../_ui/button";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { EmptyState } from "../../../_ui/empty-state";
import { ErrorState } from "../../../_ui/error-state";
import { useCan, useOrg } from "../../../_ui/frame/org-context";
import { Card } from "../../../_ui/section";
import { TableSkeleton } from "../../../_ui/skeleton";
import { SettingsFrame } from "../settings-frame";
import { DomainRow } from "./domain-row";

const AddDialog = late(() => import("./add-dialog").then((module) => module.AddDialog));

/** The host names that lead to the organization: added, proven in the DNS, removed. */
export function DomainsScreen({ initial }: { initial: Snapshot<{ data: Domain[] }> }) {
  const { org } = useOrg();
  const { data, error, mutate } = useApi<{ data: Domain[] }>("/domains", { initial });
  const editable = useCan()("domains.write");
  // null = never opened: its code is not loaded yet.
  const [adding, setAdding] = useState<boolean | null>(null);
  const domains = data?.data;
  const add = editable ? (
    <Button look={domains?.length === 0 ? "secondary" : "primary"} onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      Add a domain
    </Button>
  ) : null;
  return (
    <SettingsFrame
      label="Domains"
      answer={domains ? answer(domains) : "Domains"}
      detail={
        editable
          ? "Your people reach the same pages under a name of your own. They sign in there separately."
          : "An admin can add and remove domains."
      }
      actions={domains && domains.length > 0 ? add : null}
    >
      {error ? <ErrorState error={error} title="The domains did not load" onRetry={() => void mutate()} /> : null}
      {!domains && !error ? (
        <Card flush>
          <TableSkeleton rows={3} label="Loading domains" />
        </Card>
      ) : null}
      {domains?.length === 0 ? (
        <Card>
          <EmptyState icon={<Globe />} title="No name of your own yet" action={add}>
            {editable
              ? `With calls.your-clinic.com your people open ${org.name} under an address they know.`
              : `${org.name} could also be opened under a name of its own.`}
          </EmptyState>
        </Card>
      ) : null}
      {domains && domains.length > 0 ? (
        <Card flush>
          <ul className="divide-y divide-line">
            {domains.map((domain) => (
              <DomainRow key={domain.id} domain={domain} editable={editable} />
            ))}
          </ul>
        </Card>
      ) : null}
      <Suspense>{adding === null ? null : <AddDialog open={adding} onOpenChange={setAdding} />}</Suspense>
    </SettingsFrame>
  );
}

function answer(domains: Domain[]): string {
  const verified = domains.filter(({ state }) => state === "verified");
  const waiting = domains.filter(({ state }) => state === "waiting").length;
  const missing = verified.filter(({ lapses_at }) => lapses_at !== null).length;
  const lapsed = domains.filter(({ state }) => state === "lapsed").length;
  if (domains.length === 0) return "This organization is reached under Foyer's own address.";
  const waits = waiting === 1 ? "1 waits for its record" : `${waiting} wait for their records`;
  const trouble = [
    ...(missing > 0 ? [missing === 1 ? "1 lost its record" : `${missing} lost their records`] : []),
    ...(lapsed > 0 ? [`${lapsed} no longer ${lapsed === 1 ? "leads" : "lead"} here`] : []),
  ];
  if (verified.length === 0) return `${[...(waiting > 0 ? [`${waits} in the DNS`] : []), ...trouble].join("; ")}.`;
  const [only] = verified;
  if (verified.length === 1 && only?.lapses_at) {
    const others = [...trouble.slice(1), ...(waiting > 0 ? [waits] : [])];
    return `${[`${only.hostname} leads here still, its record is missing`, ...others].join("; ")}.`;
  }
  const leads = verified.length === 1 ? `${only?.hostname} leads here` : `${verified.length} domains lead here`;
  return `${[leads, ...trouble, ...(waiting > 0 ? [waits] : [])].join("; ")}.`;
}
