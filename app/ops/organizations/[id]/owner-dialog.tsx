"use client";

import { type FormEvent, useId, useState } from "react";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { Button } from "../../../_ui/button";
import { fieldErrors } from "../../../_ui/data/field-errors";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { Select } from "../../../_ui/select";
import { toastDone } from "../../../_ui/toast";

/** Names the owner: another admin, or (while nobody owns it) an address that is invited to. */
export function OwnerDialog({
  organization,
  open,
  onOpenChange,
}: {
  organization: OrganizationDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const formId = useId();
  const { id, name, members, owner_id } = organization;
  const admins = members.filter(({ role, is_owner }) => role === "org_admin" && !is_owner);
  const [chosen, setChosen] = useState("");
  const [email, setEmail] = useState("");
  const [error, setError] = useState<unknown>(null);
  const base = `/api/ops/organizations/${id}`;
  const transfer = useMutationApi<{ user_id: string }>({
    method: "PUT",
    path: () => `${base}/owner`,
    invalidates: () => ["/api/ops/organizations"],
    toastErrors: false,
  });
  const invite = useMutationApi<{ email: string }>({
    method: "POST",
    path: () => `${base}/owner_invitation`,
    invalidates: () => ["/api/ops/organizations"],
    toastErrors: false,
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await (chosen ? transfer.run({ user_id: chosen }) : invite.run({ email: email.trim() }));
      toastDone(chosen ? "Both are told by mail" : `${email.trim()} is invited to own ${name}`);
      onOpenChange(false);
    } catch (reason) {
      setError(reason);
    }
  };
  const fields = fieldErrors(error);
  return (
    <Dialog
      title={owner_id ? `Transfer ${name}` : `Who owns ${name}?`}
      description={
        owner_id
          ? "Usually the owner does this. Both are told by mail, and the audit log names you."
          : "An admin of it, or somebody who is invited by mail to become one."
      }
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            look={owner_id ? "danger" : "primary"}
            pending={transfer.pending || invite.pending}
            disabled={chosen === "" && (owner_id !== null || email.trim() === "")}
          >
            {chosen || owner_id ? "Transfer ownership" : "Send the invitation"}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-4">
        {admins.length > 0 ? (
          <Field label="Admin" error={fields.user_id}>
            <Select
              value={chosen}
              onChange={({ target }) => setChosen(target.value)}
              placeholder={owner_id ? "Choose an admin" : "Somebody else"}
              options={admins.map((admin) => ({
                value: admin.user_id,
                label: admin.full_name ? `${admin.full_name} (${admin.email})` : admin.email,
              }))}
            />
          </Field>
        ) : owner_id ? (
          <p className="text-13 text-muted">There is no other admin to whom it could go.</p>
        ) : null}
        {owner_id === null && chosen === "" ? (
          <Field label="E-mail address" error={fields.email} hint="The link works for seven days.">
            <Input type="email" autoComplete="off" value={email} onChange={({ target }) => setEmail(target.value)} />
          </Field>
        ) : null}
        <FormErrors error={Object.keys(fields).length > 0 ? null : error} />
      </form>
    </Dialog>
  );
}
