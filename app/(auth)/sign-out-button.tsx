"use client";

import { useState } from "react";
import { forget } from "../_ui/data/cache";
import { send } from "../_ui/data/fetcher";
import { toastError } from "../_ui/toast";

/** Signs out in the middle of a sentence, then goes to `to`. */
export function SignOutButton({ to = "/sign-in", label = "Sign out" }: { to?: string; label?: string }) {
  const [pending, setPending] = useState(false);
  const leave = async () => {
    setPending(true);
    try {
      await send("POST", "/api/auth/sign-out", {});
      forget();
      window.location.assign(to);
    } catch (error) {
      toastError(error);
      setPending(false);
    }
  };
  return (
    <button
      type="button"
      disabled={pending}
      onClick={() => void leave()}
      className="rounded-[2px] text-accent underline decoration-accent-line underline-offset-[3px] hover:decoration-accent disabled:opacity-55"
    >
      {label}
    </button>
  );
}
