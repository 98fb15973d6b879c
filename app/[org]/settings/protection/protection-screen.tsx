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
  const editable = useCan()("protection.write");
  if (error && !data) return <ErrorState error={error} onRetry={() => mutate()} />;
  return (
    <SettingsFrame
      label="Health data"
      answer={isProtected ? "What is said in calls is encrypted." : "What is said in calls is not encrypted."}
      detail={
        isProtected
          ? "Transcripts, links to recordings, callers' numbers, summaries and notes are shown only to those who may see them, and the audit log says who looked."
          : `Transcripts, links to recordings, callers' numbers, summaries and notes are stored as plain text.${editable ? " Turn protection on if your calls are about anybody's health." : ""}`
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
          hint="Encrypts it under this organization's own key, masks callers' numbers in lists, and writes into the audit log who looked. Searching for words, whole numbers and last four digits still works."
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
          label="Viewers may see it too"
          hint="When off, viewers see when a call was, how long it took and how it ended, but not its words, recording, notes or the caller's number."
          checked={viewers_see_phi || !phi_protection}
          disabled={!editable || pending || !phi_protection}
          onChange={(on) => void set({ viewers_see_phi: on }, on ? "Viewers see it now" : "Hidden from viewers")}
        />
        <p className="text-13 text-faint">
          {editable ? (
            <>
              Who looked at what is in the{" "}
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
        loses="Everything is stored as plain text again, viewers see it, and the audit log no longer says who looked. Turning protection on again encrypts it anew."
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
