"use client";

import { useId, useState } from "react";
import type { CallColumn } from "@/lib/views/call-columns";
import type { SaveView } from "@/lib/views/schemas";
import { Button } from "../../_ui/button";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { Dialog } from "../../_ui/dialog";
import { Field } from "../../_ui/field";
import { useCan } from "../../_ui/frame/org-context";
import { Input } from "../../_ui/input";
import { toastDone } from "../../_ui/toast";

/** Asks for the name of a view, and whether it is for everybody. The same name again replaces it. */
export function SaveViewDialog({
  query,
  columns,
  onClose,
}: {
  query: string;
  columns: readonly CallColumn[];
  onClose: () => void;
}) {
  const can = useCan();
  const form = useId();
  const [error, setError] = useState<string>();
  const { run, pending } = useMutationApi<SaveView, { id: string }>({
    method: "PUT",
    path: () => "/views",
    invalidates: () => ["/views"],
    toastErrors: false,
  });
  const save = async (values: FormData) => {
    const name = String(values.get("name") ?? "").trim();
    if (name === "") return setError("Give the view a name.");
    try {
      await run({
        screen: "calls",
        name,
        query,
        columns: [...columns],
        is_shared: values.get("is_shared") === "on",
      });
      await toastDone(`“${name}” is saved.`);
      onClose();
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : "That did not work.");
    }
  };
  return (
    <Dialog
      title="Save this view"
      description="Its filters, order and columns open again under this name."
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" pending={pending}>
            Save view
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        <Field label="Name" error={error} hint="A name you have used already is replaced.">
          <Input name="name" maxLength={60} autoComplete="off" />
        </Field>
        {can("views.share") ? (
          <label className="flex items-center gap-2 text-14">
            <input type="checkbox" name="is_shared" className="tick" />
            Share it with everybody in the organization
          </label>
        ) : null}
      </form>
    </Dialog>
  );
}
