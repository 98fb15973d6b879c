"use client";

import { LogOut } from "lucide-react";
import { forget } from "../data/cache";
import { send } from "../data/fetcher";
import { Menu, MenuItem, MenuLabel, MenuLine, MenuLink } from "../dropdown-menu";
import { Initial } from "../initial";
import { ThemeToggle } from "../theme-toggle";
import { toastError } from "../toast";
import { useOrg } from "./org-context";
import { OrganizationLinks } from "./org-switcher";
import { SETTINGS } from "./places";

const ROLE: Record<string, string> = {
  super_admin: "Operator",
  org_admin: "Administrator",
  org_viewer: "Viewer",
};

/** Ends the session and forgets what this browser has kept of it. */
export async function signOut() {
  try {
    await send("POST", "/api/auth/sign-out", {});
    forget();
    window.location.assign("/sign-in");
  } catch (error) {
    toastError(error);
  }
}

/** Who is signed in, with which role; theme, settings on phones, sign-out. */
export function PersonMenu() {
  const { org, person, role } = useOrg();
  const name = person.full_name || person.email;
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="grid size-8 place-items-center rounded-full hover:bg-hover data-[state=open]:bg-hover max-md:size-10"
        >
          <Initial name={name} round />
          <span className="sr-only">Your menu, {name}</span>
        </button>
      }
    >
      <div className="max-w-60 px-2 py-1.5">
        <p className="truncate font-medium text-13">{name}</p>
        <p className="truncate text-12 text-faint">
          {ROLE[role] ?? role} of {org.name}
        </p>
      </div>
      <MenuLine />
      <div className="md:hidden">
        <OrganizationLinks />
        <MenuLine />
        <MenuLink href={`/${org.slug}/${SETTINGS.path}`}>
          <SETTINGS.Icon aria-hidden />
          {SETTINGS.label}
        </MenuLink>
      </div>
      <MenuLabel>Theme</MenuLabel>
      <div className="px-2 pb-1.5">
        <ThemeToggle />
      </div>
      <MenuLine />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
