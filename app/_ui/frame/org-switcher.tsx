"use client";

import clsx from "clsx";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { Menu, MenuLabel, MenuLine, MenuLink } from "../dropdown-menu";
import { Initial } from "../initial";
import { useOrg } from "./org-context";

/** Names the organization on screen and opens the others. */
export function OrgSwitcher({ folded }: { folded: boolean }) {
  const { org } = useOrg();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={clsx(
            "flex h-9 w-full items-center gap-2.5 rounded-control text-left text-13 hover:bg-hover data-[state=open]:bg-hover",
            folded ? "justify-center" : "px-1.5",
          )}
        >
          <Initial name={org.name} colour={org.colour} />
          {folded ? <span className="sr-only">{org.name}</span> : null}
          <span className="sr-only">Switch organization</span>
          {folded ? null : (
            <>
              <span className="min-w-0 flex-1 truncate font-semibold">{org.name}</span>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
            </>
          )}
        </button>
      }
    >
      <OrganizationLinks />
    </Menu>
  );
}

/** The person's organizations as menu links; also part of the person menu on phones. */
export function OrganizationLinks() {
  const { org, organizations } = useOrg();
  return (
    <>
      <MenuLabel>Organizations</MenuLabel>
      {organizations.map((each) => (
        <MenuLink key={each.slug} href={`/${each.slug}/overview`}>
          <Initial name={each.name} colour={each.colour} small />
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
