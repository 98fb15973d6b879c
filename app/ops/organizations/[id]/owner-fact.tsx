"use client";

import { Suspense, useState } from "react";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { Button } from "../../../_ui/button";
import { late } from "../../../_ui/late";
import { Time } from "../../../_ui/time";

const OwnerDialog = late(() => import("./owner-dialog").then((module) => module.OwnerDialog));

/** Who owns the organization, or who is invited to; and the way to name another. */
export function OwnerFact({ organization }: { organization: OrganizationDetail }) {
  // null = never opened: its code is not loaded yet.
  const [naming, setNaming] = useState<boolean | null>(null);
  const { members, owner_invitation: invited, deleted_at } = organization;
  const owner = members.find(({ is_owner }) => is_owner);
  return (
    <span className="flex flex-wrap items-baseline justify-between gap-2">
      <span className="min-w-0">
        {owner ? <span title={owner.email}>{owner.full_name || owner.email}</span> : null}
        {!owner && invited ? (
          <>
            {invited.email} is invited, until <Time at={invited.expires_at} as="day" />
          </>
        ) : null}
        {owner || invited ? null : <span className="text-warn">Nobody</span>}
      </span>
      {deleted_at ? null : (
        <Button size="small" look="ghost" onClick={() => setNaming(true)}>
          {owner ? "Transfer …" : "Name one …"}
        </Button>
      )}
      <Suspense>
        {naming === null ? null : <OwnerDialog organization={organization} open={naming} onOpenChange={setNaming} />}
      </Suspense>
    </span>
  );
}
