"use client";

import { useState } from "react";
import { Button } from "../../../_ui/button";
import { send } from "../../../_ui/data/fetcher";
import { FormErrors } from "../../../_ui/form-errors";

export function JoinButton({ token, organization }: { token: string; organization: string }) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const join = async () => {
    setPending(true);
    setError(null);
    try {
      const { slug } = await send<{ slug: string }>("POST", "/api/v1/invitations/acceptances", { token });
      window.location.assign(`/${slug}/overview`);
    } catch (reason) {
      setError(reason);
      setPending(false);
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <FormErrors error={error} />
      <Button look="primary" size="large" pending={pending} onClick={() => void join()}>
        Join {organization}
      </Button>
    </div>
  );
}
