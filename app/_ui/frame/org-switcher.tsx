"use client";

import clsx from "clsx";
import { ChevronsUpDown } from "lucide-react";
import { Menu } from "../dropdown-menu";
import { Initial } from "../initial";
import { late } from "../late";
import { useOrg } from "./org-context";

const OrganizationLinks = late(() => import("./organization-links").then((module) => module.OrganizationLinks));

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
          <Initial name={org.name} colour={org.colour} logo={org.logo_id} />
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
