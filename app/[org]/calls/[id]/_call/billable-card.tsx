"use client";

import { useContext, useId, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { useCan } from "@/app/_ui/frame/org-context";
import { Input } from "@/app/_ui/input";
import { Card } from "@/app/_ui/section";
import { useShortcuts } from "@/app/_ui/shortcuts";
import { Switch } from "@/app/_ui/switch";
import { Time } from "@/app/_ui/time";
import type { CallDetail } from "@/lib/calls/get-call";
import { InList } from "./in-list";
import { whoMarked } from "./who-marked";

type Change = { is_billable: boolean; reason: string | null };

/** Whether this call counts as revenue: a switch that acts at once and can be taken back; who said so, when and why. */
export function BillableCard({ call }: { call: CallDetail }) {
  const mayChange = useCan()("calls.write");
  const inList = useContext(InList);
  const label = useId();
  // Kept here, so that what is being written outlives a moment in which the call counts again.
  const [draft, setDraft] = useState<string | null>(null);
  const { run } = useMutationApi<Change>({
    method: "PUT",
    path: () => `/calls/${call.id}/billable`,
    optimistic: ({ is_billable, reason }) => [
      {
        path: `/calls/${call.id}`,
        change: (current) => ({ ...(current as CallDetail), is_billable, billable_reason: reason }),
      },
      ...(inList?.({ is_billable }) ?? []),
    ],
    invalidates: () => [`/calls/${call.id}`, "/calls", "/overview"],
    undo: ({ is_billable }) =>
      is_billable === call.is_billable
        ? null
        : {
            message: is_billable ? "Counts as billable again" : "Marked as a test call",
            input: { is_billable: !is_billable, reason: call.billable_reason },
          },
  });
  const set = (is_billable: boolean, reason: string | null = null) =>
    void run({ is_billable, reason }).catch(() => undefined);
  useShortcuts(mayChange ? [{ keys: "b", does: "Billable or test call", run: () => set(!call.is_billable) }] : []);
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <span id={label} className="font-semibold text-13">
          Billable
        </span>
        <span title={mayChange ? undefined : "An admin of the organization can change this."}>
          <Switch
            aria-labelledby={label}
            checked={call.is_billable}
            disabled={!mayChange}
            onCheckedChange={(on) => set(on)}
          />
        </span>
      </div>
      <p className="text-13 text-muted">
        {call.is_billable ? "Counts in every total and report." : "A test call: left out of billable totals."}
      </p>
      {call.is_billable ? null : (
        <Reason
          call={call}
          mayChange={mayChange}
          draft={draft}
          onDraft={setDraft}
          onSave={(reason) => set(false, reason)}
        />
      )}
      {call.billable_changed_at ? (
        <p className="text-12 text-faint">
          Changed by {whoMarked(call.billable_changed_by)}, <Time at={call.billable_changed_at} />
        </p>
      ) : null}
    </Card>
  );
}

function Reason({
  call,
  mayChange,
  draft,
  onDraft,
  onSave,
}: {
  call: CallDetail;
  mayChange: boolean;
  /** what is being written; null while nobody writes */
  draft: string | null;
  onDraft: (draft: string | null) => void;
  onSave: (reason: string | null) => void;
}) {
  if (draft === null) {
    return (
      <div className="flex items-start justify-between gap-2 text-13">
        <span className={call.billable_reason ? "" : "text-faint"}>{call.billable_reason ?? "No reason given"}</span>
        {mayChange ? (
          <Button look="ghost" size="small" onClick={() => onDraft(call.billable_reason ?? "")}>
            {call.billable_reason ? "Edit" : "Add a reason"}
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft.trim() || null);
        onDraft(null);
      }}
    >
      <Input
        aria-label="Why this is a test call"
        placeholder="Why this is a test call"
        value={draft}
        maxLength={500}
        autoFocus
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDraft(null);
        }}
      />
      <Button type="submit">Save</Button>
    </form>
  );
}
