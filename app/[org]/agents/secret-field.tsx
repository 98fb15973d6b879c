"use client";

import { Button } from "../../_ui/button";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";

const BYTES = 32;

/** The secret an agent shares with its vendor. For Vapi one can be made here: it never leaves the browser but to be saved. */
export function SecretField({
  provider,
  value,
  onChange,
  error,
  isShownNext = false,
}: {
  provider: "retell" | "vapi";
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** A step follows that shows it once more. */
  isShownNext?: boolean;
}) {
  return (
    <div className="flex items-start gap-2">
      <Field
        className="flex-1"
        label={provider === "retell" ? "Retell API key with the webhook badge" : "Secret"}
        hint={
          provider === "retell"
            ? "Retell: Settings, API keys. Kept encrypted; only its last four characters are ever shown again."
            : isShownNext
              ? "The next step shows it once more, to paste at Vapi. Kept encrypted, never shown again after that."
              : "Paste it at Vapi before you save it here: it is kept encrypted and never shown again."
        }
        error={error}
      >
        <Input
          type={provider === "retell" ? "password" : "text"}
          value={value}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {provider === "vapi" ? (
        <Button className="mt-[26px]" onClick={() => onChange(randomSecret())}>
          Make one
        </Button>
      ) : null}
    </div>
  );
}

function randomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
