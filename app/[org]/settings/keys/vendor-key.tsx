"use client";

import { Suspense, useState } from "react";
import { late } from "@/app/_ui/late";
import type { Credential, CredentialProvider } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Card } from "../../../_ui/section";
import { Status } from "../../../_ui/status";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";

const KeyForm = late(() => import("./key-form").then((module) => module.KeyForm));

/** One vendor's key: what it is good for, what is kept, and the ways to change that. */
export function VendorKey({
  provider,
  label,
  use,
  credential,
  editable,
}: {
  provider: CredentialProvider;
  label: string;
  use: string;
  credential: Credential | null;
  editable: boolean;
}) {
  const [entering, setEntering] = useState(false);
  const { run: remove } = useMutationApi<void>({
    method: "DELETE",
    path: () => `/credentials/${provider}`,
    invalidates: () => ["/credentials"],
    toastErrors: false,
  });
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="font-semibold text-14">{label}</h2>
        {credential ? (
          <Status tone="good">
            <span className="font-mono text-13">
              <span aria-hidden>••••</span>
              <span className="sr-only">ends in </span>
              {credential.last_four}
            </span>
          </Status>
        ) : (
          <Status shape="ring">No key</Status>
        )}
      </div>
      <p className="mt-1.5 max-w-[60ch] text-13 text-muted">{use}</p>
      {credential ? (
        <p className="mt-2 text-13 text-faint">
          Saved <Time at={credential.updated_at} />
          {credential.created_by ? ` by ${credential.created_by}` : ""}.
        </p>
      ) : null}
      {editable && !entering ? (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button onClick={() => setEntering(true)}>{credential ? "Replace" : `Add the ${label} key`}</Button>
          {credential ? (
            <ConfirmDialog
              title={`Remove the ${label} key?`}
              loses={`Foyer can no longer ask ${label} for your calls and agents. Webhooks keep arriving. The key itself stays valid at ${label}.`}
              action="Remove"
              trigger={<Button look="ghost">Remove</Button>}
              onConfirm={async () => {
                await remove();
                toastDone(`${label} key removed`);
              }}
            />
          ) : null}
        </div>
      ) : null}
      <Suspense>
        {entering ? <KeyForm provider={provider} label={label} onDone={() => setEntering(false)} /> : null}
      </Suspense>
    </Card>
  );
}
