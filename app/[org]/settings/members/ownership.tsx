"use client";

import type { Member } from "@/lib/members/schemas";
import { Button } from "../../../_ui/button";
import { useOrg } from "../../../_ui/frame/org-context";
import { Section } from "../../../_ui/section";
import { nameOf } from "./role-label";

/** Says whose the organization is, and lets its owner hand it over. */
export function Ownership({ owner, onTransfer }: { owner: Member | undefined; onTransfer: (() => void) | undefined }) {
  const { org, person } = useOrg();
  return (
    <Section
      title="Ownership"
      hint="The owner is an admin whom nobody can remove. They alone can hand the organization to another admin."
    >
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface p-4">
        <p className="text-13">{sentence(org.name, owner, owner?.user_id === person.id)}</p>
        {onTransfer ? <Button onClick={onTransfer}>Transfer ownership …</Button> : null}
      </div>
    </Section>
  );
}

function sentence(organization: string, owner: Member | undefined, isYou: boolean): string {
  if (!owner) return `${organization} has no owner at the moment. Foyer's staff can name one.`;
  return isYou ? `You own ${organization}.` : `${nameOf(owner)} owns ${organization}.`;
}
