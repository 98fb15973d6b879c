"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import type { Enrolment as Begun } from "@/lib/auth/enrol-factor";
import { Button } from "../../_ui/button";
import { CodeInput } from "../../_ui/code-input";
import { CopyField } from "../../_ui/copy-field";
import { send } from "../../_ui/data/fetcher";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { FormErrors } from "../../_ui/form-errors";
import { AuthForm } from "../auth-form";
import { RecoveryCodes } from "../recovery-codes";

const resolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).ConfirmFactor.pick({ code: true }));

/** Scan, type a code, keep the recovery codes: then on to `next`. */
export function Enrolment({ next }: { next: string }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const begin = async () => {
    setPending(true);
    setError(null);
    try {
      setBegun(await send<Begun>("POST", "/api/auth/second-factor/enrolments"));
    } catch (reason) {
      setError(reason);
    } finally {
      setPending(false);
    }
  };
  if (codes) return <RecoveryCodes codes={codes} onKept={() => window.location.assign(next)} />;
  if (begun) return <Scan begun={begun} onConfirmed={setCodes} />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-14 text-muted">
        You need an authenticator app: 1Password, Google Authenticator, Microsoft Authenticator or any other that shows
        time-based codes.
      </p>
      <FormErrors error={error} />
      <Button look="primary" size="large" pending={pending} onClick={() => void begin()} className="w-full">
        Set up an authenticator app
      </Button>
    </div>
  );
}

function Scan({ begun, onConfirmed }: { begun: Begun; onConfirmed: (codes: string[]) => void }) {
  const form = useForm({ resolver, defaultValues: { code: "" } });
  return (
    <AuthForm
      form={form}
      action="/api/auth/second-factor/confirmations"
      label="Turn it on"
      extra={{ factor_id: begun.factor_id }}
      onDone={(answer: { recovery_codes: string[] }) => onConfirmed(answer.recovery_codes)}
    >
      <div className="flex flex-col gap-3">
        <p className="text-14 text-muted">Scan this with the app, or type the key into it.</p>
        {/* biome-ignore lint/performance/noImgElement: a data URL. Dark on light in both themes, as scanners want it. */}
        <img
          src={begun.qr_code}
          alt="QR code for your authenticator app"
          width={208}
          height={208}
          className="size-52 self-center rounded-card border border-line"
        />
        <CopyField label="Key" value={begun.secret} />
      </div>
      <Field label="Code the app shows now" error={form.formState.errors.code?.message}>
        <CodeInput {...form.register("code")} />
      </Field>
    </AuthForm>
  );
}
