"use client";

import { ShieldAlert } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../button";
import { beginLeaving } from "../data/fetcher";
import { serverAhead } from "../data/freshness";
import { useMutationApi } from "../data/use-mutation-api";
import { Time } from "../time";
import { useNow } from "../use-now";
import { useOrg } from "./org-context";

/** Reminds platform staff, on every page, whose organization this is, who looks and until when; and lets them end it. */
export function OperatorBanner() {
  const { org, person, visit } = useOrg();
  const ahead = serverAhead();
  const now = useNow(5_000) + (ahead ?? 0);
  const ends = visit ? Date.parse(visit.ends_at) : Number.POSITIVE_INFINITY;
  const isOver = ahead !== undefined && now > ends;
  // The server shuts the door by itself, by its own clock; the page follows.
  useEffect(() => {
    if (isOver) window.location.reload();
  }, [isOver]);
  const { run, pending } = useMutationApi<void>({
    method: "DELETE",
    path: () => `/api/ops/organizations/${org.id}/visit`,
  });
  const goBack = () => window.location.assign(`/ops/organizations/${org.id}`);
  const leave = () => {
    beginLeaving();
    void run().then(goBack, goBack);
  };
  if (!visit) return null;
  const minutes = Math.max(1, Math.ceil((ends - now) / 60_000));
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-warn-soft px-4 py-1.5 text-13 text-warn md:px-6"
    >
      <ShieldAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 basis-64" title={visit.changes_reason ?? visit.reason}>
        {person.full_name || person.email} is visiting <strong className="font-semibold">{org.name}</strong> as
        operator, {visit.changes_reason === null ? "reading only" : "and may change things"}, until{" "}
        <Time at={ends} as="clock" /> (<span suppressHydrationWarning>{minutes}</span> min left).
      </span>
      <Button size="small" pending={pending} onClick={leave}>
        End the visit
      </Button>
    </div>
  );
}
