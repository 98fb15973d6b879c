"use client";

import { useState } from "react";
import { Button } from "../../_ui/button";
import { send } from "../../_ui/data/fetcher";
import { FormErrors } from "../../_ui/form-errors";
import { LinkButton } from "../../_ui/link-button";

/** Lifts the lock, then leads to sign-in. */
export function UnlockButton({ token }: { token: string }) {
  const [state, setState] = useState<"locked" | "pending" | "open">("locked");
  const [error, setError] = useState<unknown>(null);
  const unlock = async () => {
    setState("pending");
    setError(null);
    try {
      await send("POST", "/api/auth/unlocks", { token });
      setState("open");
    } catch (reason) {
      setError(reason);
      setState("locked");
    }
  };
  if (state === "open")
    return (
      <div className="flex flex-col items-start gap-4">
        <p role="status" className="text-16">
          Your account is open again.
        </p>
        <LinkButton href="/sign-in" look="primary" size="large">
          Sign in
        </LinkButton>
      </div>
    );
  return (
    <div className="flex flex-col items-start gap-4">
      <FormErrors error={error} />
      <Button look="primary" size="large" pending={state === "pending"} onClick={() => void unlock()}>
        Unlock my account
      </Button>
    </div>
  );
}
