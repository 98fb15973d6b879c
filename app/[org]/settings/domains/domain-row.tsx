"use client";

import { useState } from "react";
import type { Domain } from "@/lib/domains/schemas";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { CopyField } from "../../../_ui/copy-field";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Status } from "../../../_ui/status";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";
import { whatIs } from "../../../_ui/what-is";

/** One host name: whether it leads here, and until then what whoever may change it writes into the DNS. */
export function DomainRow({ domain, editable }: { domain: Domain; editable: boolean }) {
  const { id, hostname, state, records, problem, checked_at, verified_at, lapses_at, lapsed_at } = domain;
  const [removing, setRemoving] = useState(false);
  const invalidates = () => ["/domains"];
  const verify = useMutationApi<Record<string, never>, Domain>({
    method: "POST",
    path: () => `/domains/${id}/verification`,
    invalidates,
  });
  const remove = useMutationApi<void>({
    method: "DELETE",
    path: () => `/domains/${id}`,
    invalidates,
    toastErrors: false,
  });
  const check = async () => {
    const checked = await verify.run({}).catch(() => undefined);
    if (checked?.problem === null) toastDone(`${hostname} leads here`);
  };
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="break-all font-medium text-14">{hostname}</span>
          <DomainState domain={domain} />
        </div>
        {editable ? (
          <div className="flex items-center gap-2">
            <Button size="small" pending={verify.pending} onClick={() => void check()}>
              {state === "verified" ? "Check again" : "Verify now"}
            </Button>
            <Button size="small" onClick={() => setRemoving(true)}>
              Remove
            </Button>
          </div>
        ) : null}
      </div>
      {editable && (state !== "verified" || lapses_at) ? (
        <div className="grid gap-3">
          <p className="text-13 text-muted">
            {state === "waiting"
              ? `Write these two records where the DNS of ${hostname} is kept:`
              : `If ${hostname} is still yours, these two records belong where its DNS is kept${state === "lapsed" ? "; then verify it again" : ""}:`}
          </p>
          {records.map((record) => (
            <div
              key={record.type}
              className="grid gap-2 sm:grid-cols-[4.5rem_minmax(0,1fr)_minmax(0,1fr)] sm:items-end"
            >
              <span className="font-mono text-12 text-muted sm:pb-2.5">{record.type}</span>
              <Part of={record.type} name="Name" value={record.name} />
              <Part of={record.type} name="Value" value={record.value} />
            </div>
          ))}
        </div>
      ) : null}
      {problem ? (
        <p className="text-13 text-bad" role="status">
          {whatIs(problem, editable)}
        </p>
      ) : null}
      <p className="text-13 text-faint">
        {verified_at ? (
          <>
            Verified <Time at={verified_at} />.{" "}
          </>
        ) : null}
        {lapsed_at ? (
          <>
            Led here until <Time at={lapsed_at} />.{" "}
          </>
        ) : null}
        {checked_at ? (
          <>
            Checked <Time at={checked_at} />.
          </>
        ) : (
          "Not checked yet."
        )}
      </p>
      {removing ? (
        <ConfirmDialog
          open
          onOpenChange={setRemoving}
          title={`Remove ${hostname}?`}
          loses="Within a minute it no longer leads here. Whoever is signed in there finds the organization under Foyer's own address."
          action="Remove"
          onConfirm={async () => {
            await remove.run();
            toastDone(`${hostname} removed`);
          }}
        />
      ) : null}
    </li>
  );
}

function DomainState({ domain: { state, lapses_at } }: { domain: Domain }) {
  if (state === "waiting") {
    return (
      <Status tone="warn" shape="ring">
        Waiting for the record
      </Status>
    );
  }
  if (state === "lapsed") {
    return (
      <Status tone="bad" shape="square">
        No longer leads here
      </Status>
    );
  }
  if (!lapses_at) return <Status tone="good">Leads here</Status>;
  return (
    <Status tone="warn">
      <span>
        Record missing, leads here until <Time at={lapses_at} as="day" />
      </span>
    </Status>
  );
}

function Part({ of, name, value }: { of: string; name: "Name" | "Value"; value: string }) {
  return (
    <div className="grid min-w-0 gap-1">
      <span aria-hidden className="text-12 text-faint">
        {name}
      </span>
      <CopyField label={`${name} of the ${of} record`} value={value} />
    </div>
  );
}
