"use client";

import { useId, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { Invitation, InviteMember } from "@/lib/members/schemas";
import { Button } from "../../../_ui/button";
import { lazyResolver } from "../../../_ui/data/lazy-resolver";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { useOrg } from "../../../_ui/frame/org-context";
import { Input } from "../../../_ui/input";
import { Select } from "../../../_ui/select";
import { toastDone } from "../../../_ui/toast";
import { ROLE_HINT, ROLE_OPTIONS } from "./role-label";

const resolver = lazyResolver(async () => (await import("@/lib/members/schemas")).InviteMember);

/** Asks for an address and a role, and mails the invitation. */
export function InviteDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { org } = useOrg();
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const form = useForm<InviteMember>({
    resolver,
    defaultValues: { email: "", role: "org_viewer" },
  });
  const role = useWatch({ control: form.control, name: "role" });
  const { run, pending } = useMutationApi<InviteMember, Invitation>({
    method: "POST",
    path: () => "/invitations",
    invalidates: () => ["/invitations"],
    toastErrors: false,
  });
  const show = (next: boolean) => {
    form.reset();
    setError(null);
    onOpenChange(next);
  };
  const invite = form.handleSubmit(async (values) => {
    setError(null);
    try {
      const { email } = await run(values);
      toastDone(`The invitation to ${email} is on its way`);
      show(false);
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  return (
    <Dialog
      title={`Invite to ${org.name}`}
      description="They get a mail with a link that works for seven days."
      open={open}
      onOpenChange={show}
      footer={
        <>
          <Button onClick={() => show(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Send the invitation
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={invite} className="flex flex-col gap-4">
        <Field label="E-mail address" error={form.formState.errors.email?.message}>
          <Input type="email" autoComplete="off" autoCapitalize="none" {...form.register("email")} />
        </Field>
        <Field label="Role" error={form.formState.errors.role?.message} hint={ROLE_HINT[role]}>
          <Select options={ROLE_OPTIONS} {...form.register("role")} />
        </Field>
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}
