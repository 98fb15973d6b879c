"use client";

import clsx from "clsx";
import { useState } from "react";
import { Button } from "../_ui/button";
import { send } from "../_ui/data/fetcher";
import { FormErrors } from "../_ui/form-errors";

/** Offers to send the confirmation again, and says when it went out. */
export function ResendConfirmation({ email, next, prompt }: { email: string; next?: string; prompt?: string }) {
  const [state, setState] = useState<"idle" | "pending" | "sent">("idle");
  const [error, setError] = useState<unknown>(null);
  const again = async () => {
    setState("pending");
    setError(null);
    try {
      await send("POST", "/api/auth/confirmations", { email, next });
      setState("sent");
    } catch (reason) {
      setError(reason);
      setState("idle");
    }
  };
  return (
    <div
      role="status"
      className={clsx(
        "flex flex-col items-start gap-3 text-13",
        prompt ? "rounded-card bg-info-soft px-3 py-3 text-info" : "text-muted",
      )}
    >
      {prompt ? <p className="font-medium">{prompt}</p> : null}
      {state === "sent" ? (
        <p>Sent again to {email}. It can take a minute; look into the spam folder, too.</p>
      ) : (
        <Button size="small" pending={state === "pending"} onClick={() => void again()}>
          Send the confirmation again
        </Button>
      )}
      <FormErrors error={error} />
    </div>
  );
}
