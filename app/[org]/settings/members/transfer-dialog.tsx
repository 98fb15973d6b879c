"use client";

import { type FormEvent, useId, useState } from "react";
import type { Member, Ownership } from "@/lib/members/schemas";
import { Button } from "../../../_ui/button";
import { fieldErrors } from "../../../_ui/data/field-errors";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { useOrg } from "../../../_ui/frame/org-context";
import { Select } from "../../../_ui/select";
import { toastDone } from "../../../_ui/toast";
import { nameOf } from "./role-label";

/** Hands the organization to another admin, whom the owner chooses here or has chosen in the list (`to`). */
export function TransferDialog({
  to,
  admins,
  open,
  onOpenChange,
}: {
  to: string;
  admins: Member[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { org } = useOrg();
  const formId = useId();
  const [chosen, setChosen] = useState(to);
  const [error, setError] = useState<unknown>(null);
  const { run, pending } = useMutationApi<{ user_id: string }, Ownership>({
    method: "PUT",
    path: () => "/owner",
    invalidates: () => ["/members"],
    toastErrors: false,
  });
  const show = (next: boolean) => {
    setError(null);
    onOpenChange(next);
  };
  const transfer = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await run({ user_id: chosen });
      const now = admins.find(({ user_id }) => user_id === chosen);
      toastDone(`${now ? nameOf(now) : "Somebody else"} owns ${org.name} now`);
      show(false);
    } catch (reason) {
      setError(reason);
    }
  };
  const refused = fieldErrors(error).user_id;
  return (
    <Dialog
      title={`Transfer ${org.name}`}
      description="You stay an admin. Only the new owner can hand it back to you. You both get a mail."
      open={open}
      onOpenChange={show}
      footer={
        <>
          <Button onClick={() => show(false)}>{admins.length === 0 ? "Close" : "Keep it"}</Button>
          {admins.length === 0 ? null : (
            <Button type="submit" form={formId} look="danger" pending={pending} disabled={chosen === ""}>
              Transfer ownership
            </Button>
          )}
        </>
      }
    >
      {admins.length === 0 ? (
        <p className="text-13 text-muted">There is no other admin. Make a member an admin first, or invite one.</p>
      ) : (
        <form id={formId} noValidate onSubmit={transfer} className="flex flex-col gap-4">
          <Field label="New owner" hint="Admins of this organization." error={refused}>
            <Select
              value={chosen}
              onChange={({ target }) => setChosen(target.value)}
              placeholder="Choose an admin"
              options={admins.map((admin) => ({
                value: admin.user_id,
                label: admin.full_name ? `${admin.full_name} (${admin.email})` : admin.email,
              }))}
            />
          </Field>
          <FormErrors error={refused ? null : error} />
        </form>
      )}
    </Dialog>
  );
}
