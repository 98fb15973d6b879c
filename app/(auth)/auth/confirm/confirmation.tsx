"use client";

import { useEffect, useRef, useState } from "react";
import type { ConfirmLink } from "@/lib/auth/schemas";
import { ApiError } from "../../../_ui/data/api-error";
import { send } from "../../../_ui/data/fetcher";
import { FormErrors } from "../../../_ui/form-errors";
import { LinkButton } from "../../../_ui/link-button";
import { Spinner } from "../../../_ui/spinner";
import { AuthHeading } from "../../auth-heading";

/** Redeems the link as soon as the page is really on a screen, and goes on. */
export function Confirmation({ link }: { link: ConfirmLink }) {
  const [error, setError] = useState<unknown>(null);
  const begun = useRef(false);
  useEffect(() => {
    const redeem = async () => {
      if (begun.current || document.visibilityState !== "visible") return;
      begun.current = true;
      try {
        const { next } = await send<{ next: string }>("POST", "/api/auth/confirm", link);
        window.location.replace(next);
      } catch (reason) {
        setError(reason);
      }
    };
    void redeem();
    document.addEventListener("visibilitychange", redeem);
    return () => document.removeEventListener("visibilitychange", redeem);
  }, [link]);
  if (error) return <LinkFailed type={link.type} error={error} />;
  return (
    <>
      <AuthHeading title={link.type === "recovery" ? "One moment" : "Confirming your address"} />
      <p role="status" className="flex items-center gap-2 text-14 text-muted">
        <Spinner label="" /> Checking the link …
      </p>
    </>
  );
}

/** What to do when a link does not work (any more). */
export function LinkFailed({ type, error }: { type: ConfirmLink["type"] | null; error: unknown }) {
  const expired = error instanceof ApiError && error.details?.reason === "link_expired";
  const reset = type === "recovery";
  return (
    <div className="flex flex-col items-start gap-4 [&>div:first-child]:mb-0">
      <AuthHeading title="This link does not work" />
      {expired || !error ? (
        <p role="alert" className="text-16 text-muted">
          {error
            ? "This link has been used already, or it has expired."
            : "This link is not complete. Copy it whole from the mail."}{" "}
          {reset ? "" : "If you have confirmed your address before, just sign in."}
        </p>
      ) : (
        <FormErrors error={error} />
      )}
      <LinkButton href={reset ? "/forgot-password" : "/sign-in"} look="primary" size="large">
        {reset ? "Mail me a new link" : "Sign in"}
      </LinkButton>
    </div>
  );
}
