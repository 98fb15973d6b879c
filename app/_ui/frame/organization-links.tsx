"use client";

import { Check, Plus } from "lucide-react";
import { MenuLabel, MenuLine, MenuLink } from "../dropdown-menu";
import { Initial } from "../initial";
import { useOrg } from "./org-context";

/** The person's organizations as menu links; also part of the person menu on phones. */
export function OrganizationLinks() {
  const { org, organizations } = useOrg();
  return (
    <>
      <MenuLabel>Organizations</MenuLabel>
      {organizations.map((each) => (
        <MenuLink key={each.slug} href={`/${each.slug}/overview`}>
          <Initial name={each.name} colour={each.colour} logo={each.logo_id} small />
          <span className="min-w-0 flex-1 truncate">{each.name}</span>
          {each.slug === org.slug ? <Check aria-label="On screen" className="text-accent!" /> : null}
        </MenuLink>
      ))}
      <MenuLine />
      <MenuLink href="/new-organization">
        <Plus aria-hidden />
        New organization
      </MenuLink>
    </>
  );
}
