"use client";

import { ShieldAlert } from "lucide-react";
import { useOrg } from "./org-context";

/** Tells an admin why they see and cannot change: they are outside of the networks that the organization allows. */
export function OutsideBanner() {
  const { org } = useOrg();
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-warn-soft px-4 py-1.5 text-13 text-warn md:px-6"
    >
      <ShieldAlert aria-hidden className="size-4" />
      <span>
        You are outside the networks from which admins of <strong className="font-semibold">{org.name}</strong> may act:
        you can read, as a viewer does.
      </span>
    </div>
  );
}
