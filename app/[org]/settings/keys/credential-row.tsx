"use client";

import { Ellipsis } from "lucide-react";
import { Suspense, useState } from "react";
import { late } from "@/app/_ui/late";
import { KINDS } from "@/lib/credentials/kinds";
import type { Credential } from "@/lib/credentials/schemas";
import { Badge } from "../../../_ui/badge";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Menu, MenuItem, MenuLine } from "../../../_ui/dropdown-menu";
import { IconButton } from "../../../_ui/icon-button";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";
import { whatIs } from "../../../_ui/what-is";
import { CredentialState, saysItsEnd } from "./credential-state";

const ChangeDialog = late(() => import("./change-dialog").then((module) => module.ChangeDialog));
const RotateDialog = late(() => import("./rotate-dialog").then((module) => module.RotateDialog));

type Asked = "change" | "rotate" | "retire" | "delete";

/** One credential: what may be known of it, how it is, and what can be done with it. */
export function CredentialRow({ credential, editable }: { credential: Credential; editable: boolean }) {
  const { id, label, state, fingerprint, last_four, is_default } = credential;
  const [asked, setAsked] = useState<Asked | null>(null);
  const invalidates = () => ["/credentials"];
  const verify = useMutationApi<Record<string, never>, Credential>({
    method: "POST",
    path: () => `/credentials/${id}/verification`,
    invalidates,
  });
  const change = useMutationApi<{ is_default: true }>({
    method: "PATCH",
    path: () => `/credentials/${id}`,
    invalidates,
  });
  const retire = useMutationApi<Record<string, never>>({
    method: "POST",
    path: () => `/credentials/${id}/retirement`,
    invalidates,
    toastErrors: false,
  });
  const remove = useMutationApi<void>({
    method: "DELETE",
    path: () => `/credentials/${id}`,
    invalidates,
    toastErrors: false,
  });
  const vendor = KINDS[credential.kind].label;
  const isOver = state === "retired";
  const close = () => setAsked(null);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={`font-medium text-14 ${isOver ? "text-muted" : ""}`}>{label}</span>
          {is_default && state === "active" ? (
            <Badge tone="accent" title="Used where no other is named">
              Default
            </Badge>
          ) : null}
          <span className="font-mono text-13 text-muted">
            <span aria-hidden>••••</span>
            <span className="sr-only">ends in </span>
            {last_four}
          </span>
          {fingerprint ? (
            <span
              className="font-mono text-12 text-faint"
              title="Fingerprint: tells two credentials apart without showing either"
            >
              {fingerprint.match(/.{4}/g)?.join(" ")}
            </span>
          ) : null}
        </div>
        <Facts credential={credential} editable={editable} />
      </div>
      <div className="flex items-center gap-2 text-13">
        <CredentialState credential={credential} />
        {editable && credential.verifiable && !isOver && state !== "expired" ? (
          <Button size="small" pending={verify.pending} onClick={() => void verify.run({}).catch(() => undefined)}>
            Verify now
          </Button>
        ) : null}
        {editable ? (
          <Menu
            trigger={
              <IconButton label={`Actions for ${label}`}>
                <Ellipsis />
              </IconButton>
            }
          >
            {isOver ? null : <MenuItem onSelect={() => setAsked("change")}>Change name or end</MenuItem>}
            {state === "active" || state === "expired" ? (
              <MenuItem onSelect={() => setAsked("rotate")}>Rotate</MenuItem>
            ) : null}
            {state === "active" && !is_default ? (
              <MenuItem onSelect={() => void change.run({ is_default: true }).catch(() => undefined)}>
                Use this one
              </MenuItem>
            ) : null}
            {isOver ? null : <MenuItem onSelect={() => setAsked("retire")}>Retire</MenuItem>}
            <MenuLine />
            <MenuItem onSelect={() => setAsked("delete")}>Delete</MenuItem>
          </Menu>
        ) : null}
      </div>
      <Suspense>
        {asked === "change" ? <ChangeDialog credential={credential} open onOpenChange={close} /> : null}
        {asked === "rotate" ? <RotateDialog credential={credential} open onOpenChange={close} /> : null}
      </Suspense>
      {asked === "retire" ? (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Retire ${label}?`}
          loses={`Its secret is forgotten at once; the record stays. The key itself stays valid at ${vendor}.`}
          action="Retire"
          onConfirm={async () => {
            await retire.run({});
            toastDone(`${label} retired`);
          }}
        />
      ) : null}
      {asked === "delete" ? (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Delete ${label}?`}
          loses={`Secret and record are lost${is_default ? `, and Foyer can no longer ask ${vendor}` : ""}. The key itself stays valid at ${vendor}.`}
          action="Delete"
          onConfirm={async () => {
            await remove.run();
            toastDone(`${label} deleted`);
          }}
        />
      ) : null}
    </li>
  );
}

function Facts({ credential, editable }: { credential: Credential; editable: boolean }) {
  const { state, created_at, created_by, last_used_at, expires_at, verification, verification_problem } = credential;
  return (
    <>
      <p className="mt-1 text-13 text-faint">
        Kept <Time at={created_at} />
        {created_by ? ` by ${created_by}` : ""}.{" "}
        {last_used_at ? (
          <>
            Used <Time at={last_used_at} />.
          </>
        ) : (
          "Not used yet."
        )}
        {expires_at && !saysItsEnd(credential) ? (
          <>
            {" "}
            Expires <Time at={expires_at} />.
          </>
        ) : null}
      </p>
      {verification_problem ? (
        <p className={`mt-1 text-13 ${verification === "refused" ? "text-bad" : "text-muted"}`}>
          {whatIs(verification_problem, editable)}
        </p>
      ) : null}
      {credential.unverifiable_because && state !== "retired" ? (
        <p className="mt-1 text-13 text-muted">{credential.unverifiable_because}</p>
      ) : null}
    </>
  );
}
