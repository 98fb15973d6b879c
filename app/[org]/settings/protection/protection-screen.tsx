"use client";

import { useId, useState } from "react";
import type { Protection, SetProtection } from "@/lib/phi/protection";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { ErrorState } from "../../../_ui/error-state";
import { useCan, useOrg } from "../../../_ui/frame/org-context";
import { Section } from "../../../_ui/section";
import { Switch } from "../../../_ui/switch";
import { TextLink } from "../../../_ui/text-link";
import { toastDone } from "../../../_ui/toast";
import { SettingsFrame } from "../settings-frame";
import { MoveProgress } from "./move-progress";

/** Whether health data is protected and who sees it; a viewer reads it and changes nothing. */
export function ProtectionScreen({ initial }: { initial: Snapshot<Protection> }) {
  const { data, error, mutate } = useApi<Protection>("/protection", { initial });
  const protection = data ?? initial.data;
  const isProtected = protection.phi_protection;
  if (error && !data) return <ErrorState error={error} onRetry={() => mutate()} />;
  return (
    <SettingsFrame
      label="Health data"
      answer={isProtected ? "What is said in calls is encrypted." : "What is said in calls is kept as it came."}
      detail={
        isProtected
          ? "Transcripts, recordings' addresses, callers' numbers, summaries and notes open only for those who may see them, and each reading is on record."
          : "Transcripts, callers' numbers, summaries and notes lie in the database as plain text. Turn protection on if calls are about anybody's health."
      }
    >
      <ProtectionSwitches protection={protection} />
    </SettingsFrame>
  );
}

function ProtectionSwitches({ protection }: { protection: Protection }) {
  const { org } = useOrg();
  const editable = useCan()("protection.write");
  const [asking, setAsking] = useState(false);
  const { run, pending } = useMutationApi<SetProtection, Protection>({
    method: "PATCH",
    path: () => "/protection",
    invalidates: () => ["/protection", "/calls", "/deliveries"],
  });
  const set = (change: SetProtection, said: string) =>
    run(change).then(
      () => toastDone(said),
      () => undefined,
    );
  const { phi_protection, viewers_see_phi } = protection;
  return (
    <div className="flex max-w-[40rem] flex-col gap-8">
      <Section title="Protection">
        <Choice
          label="Protect health data"
          hint="Encrypted under this organization's own key, masked in lists, every reading in the audit log. Words, whole numbers and last four digits are still found."
          checked={phi_protection}
          disabled={!editable || pending}
          onChange={(on) => (on ? void set({ phi_protection: true }, "Protection is on") : setAsking(true))}
        />
        <MoveProgress protection={protection} />
      </Section>
      <Section title="Who may see it">
        <p className="text-13 text-muted">
          Admins see what was said and who called.{" "}
          {phi_protection ? null : "While protection is off, viewers do as well."}
        </p>
        <Choice
          label="Viewers may see it, too"
          hint="Otherwise viewers see that a call was, how long and how it ended; not its words, its recording, its notes or the caller's number."
          checked={viewers_see_phi || !phi_protection}
          disabled={!editable || pending || !phi_protection}
          onChange={(on) => void set({ viewers_see_phi: on }, on ? "Viewers see it now" : "Hidden from viewers")}
        />
        <p className="text-13 text-faint">
          {editable ? (
            <>
              Who read what stands in the{" "}
              <TextLink href={`/${org.slug}/settings/audit?action=call.read`}>audit log</TextLink>.
            </>
          ) : (
            "An admin can change these settings."
          )}
        </p>
      </Section>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Turn protection off?"
        loses="Everything that is kept is written back as plain text, viewers see it, and readings are no longer recorded. Turning it on again encrypts it anew."
        action="Turn off"
        onConfirm={() => run({ phi_protection: false }).then(() => toastDone("Protection is off"))}
      />
    </div>
  );
}

function Choice({
  label,
  hint,
  onChange,
  ...state
}: {
  label: string;
  hint: string;
  checked: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6 rounded-card border border-line bg-surface p-4">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-14">
          {label}
        </label>
        <p id={`${id}-hint`} className="mt-1 text-13 text-muted">
          {hint}
        </p>
      </div>
      <Switch id={id} aria-describedby={`${id}-hint`} className="mt-0.5" {...state} onCheckedChange={onChange} />
    </div>
  );
}
