"use client";

import { ShieldAlert } from "lucide-react";
import Link from "next/link";
import { useOrg } from "./org-context";

/** Reminds platform staff that this is somebody else's organization, on every page of it. */
export function OperatorBanner() {
  const { org } = useOrg();
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-warn-soft px-4 py-1.5 text-13 text-warn md:px-6"
    >
      <ShieldAlert aria-hidden className="size-4" />
      <span>
        You are viewing <strong className="font-semibold">{org.name}</strong> as operator.
      </span>
      <Link href="/ops" className="rounded-[2px] underline underline-offset-[3px]">
        Back to the console
      </Link>
    </div>
  );
}
