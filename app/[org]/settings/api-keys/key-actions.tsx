"use client";

import { Ellipsis } from "lucide-react";
import { Suspense, useState } from "react";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { Menu, MenuItem, MenuLine } from "@/app/_ui/dropdown-menu";
import { IconButton } from "@/app/_ui/icon-button";
import { late } from "@/app/_ui/late";
import { toastDone } from "@/app/_ui/toast";
import type { ApiKey, NewApiKey } from "@/lib/api-keys/schemas";

const KeyDialog = late(() => import("./key-dialog").then((module) => module.KeyDialog));
const RotateDialog = late(() => import("./rotate-dialog").then((module) => module.RotateDialog));

type Asked = "change" | "rotate" | "revoke";

/** What can be done with a key that was not revoked or rotated away: one that has expired may get a later end, or a successor. */
export function KeyActions({ apiKey, onMade }: { apiKey: ApiKey; onMade: (made: NewApiKey) => void }) {
  const { id, name, state } = apiKey;
  const [asked, setAsked] = useState<Asked | null>(null);
  const revoke = useMutationApi<Record<string, never>>({
    method: "POST",
    path: () => `/api_keys/${id}/revocation`,
    invalidates: () => ["/api_keys", "/limits"],
    toastErrors: false,
  });
  const close = () => setAsked(null);
  return (
    <span className="relative z-1 inline-flex">
      <Menu
        trigger={
          <IconButton label={`Actions for ${name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setAsked("change")}>Change</MenuItem>
        {state === "retiring" ? null : <MenuItem onSelect={() => setAsked("rotate")}>Rotate</MenuItem>}
        <MenuLine />
        <MenuItem onSelect={() => setAsked("revoke")}>Revoke</MenuItem>
      </Menu>
      <Suspense>
        {asked === "change" ? <KeyDialog open onOpenChange={close} onMade={onMade} changed={apiKey} /> : null}
        {asked === "rotate" ? <RotateDialog apiKey={apiKey} onClose={close} onMade={onMade} /> : null}
      </Suspense>
      {asked === "revoke" ? (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Revoke ${name}?`}
          loses="Its next request is refused, and it can never be used again. The program that has it stops working."
          action="Revoke"
          onConfirm={async () => {
            await revoke.run({});
            toastDone(`${name} revoked`);
          }}
        />
      ) : null}
    </span>
  );
}
