"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SecondFactor } from "@/lib/auth/read-second-factor";
import { Button } from "../../_ui/button";
import { ConfirmDialog } from "../../_ui/confirm-dialog";
import { send } from "../../_ui/data/fetcher";
import { LinkButton } from "../../_ui/link-button";
import { Card, Section } from "../../_ui/section";
import { Status } from "../../_ui/status";
import { toastDone, toastError } from "../../_ui/toast";
import { RecoveryCodes } from "../recovery-codes";

/** Whether signing in asks for a code of one's phone, and what can be done about it. */
export function SecondFactorSection({ factor, isOperator }: { factor: SecondFactor; isOperator: boolean }) {
  const router = useRouter();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [pending, setPending] = useState(false);
  const remake = async () => {
    setPending(true);
    try {
      const made = await send<{ recovery_codes: string[] }>("POST", "/api/auth/second-factor/recovery-codes");
      setCodes(made.recovery_codes);
    } catch (error) {
      toastError(error);
    } finally {
      setPending(false);
    }
  };
  const remove = async () => {
    await send("DELETE", "/api/auth/second-factor");
    toastDone("The authenticator app was removed");
    router.refresh();
  };
  const kept = () => {
    setCodes(null);
    router.refresh();
  };
  return (
    <Section title="Second factor" hint="A code from your phone, asked for when you sign in.">
      <Card>
        {codes ? (
          <RecoveryCodes codes={codes} onKept={kept} />
        ) : factor.enrolled ? (
          <div className="flex flex-col gap-3">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-13">
              <Status tone="good">Authenticator app</Status>
              <span className={factor.recovery_codes_left < 3 ? "text-warn" : "text-muted"}>
                {factor.recovery_codes_left === 1 ? "1 recovery code" : `${factor.recovery_codes_left} recovery codes`}{" "}
                left
              </span>
            </div>
            <div className="flex flex-wrap gap-2">
              <Button pending={pending} onClick={() => void remake()}>
                Make new recovery codes
              </Button>
              <ConfirmDialog
                title="Remove the authenticator app?"
                loses={`Signing in will ask for your password alone, and your recovery codes stop working. Where ${isOperator ? "the operator console" : "your organization"} needs a second factor, you have to set one up again.`}
                action="Remove it"
                trigger={<Button look="danger">Remove …</Button>}
                onConfirm={remove}
              />
            </div>
          </div>
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Status tone="neutral">Not set up</Status>
            <LinkButton href="/second-factor?next=/account">Set up an authenticator app</LinkButton>
          </div>
        )}
      </Card>
    </Section>
  );
}
