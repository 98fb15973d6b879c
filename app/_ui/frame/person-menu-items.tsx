"use client";

import { LogOut, UserRound } from "lucide-react";
import { MenuChoices, MenuItem, MenuLabel, MenuLine, MenuLink } from "../dropdown-menu";
import { setTheme, THEMES, useTheme } from "../theme-toggle";
import { useOrg } from "./org-context";
import { OrganizationLinks } from "./organization-links";
import { SETTINGS } from "./places";
import { signOut } from "./sign-out";

const ROLE: Record<string, string> = {
  super_admin: "Operator",
  org_admin: "Admin",
  org_viewer: "Viewer",
};

/** Who is signed in, with which role; theme, settings on phones, sign-out. Loaded with the opened menu. */
export function PersonMenuItems() {
  const { org, person, role } = useOrg();
  const theme = useTheme();
  return (
    <>
      <div className="max-w-60 px-2 py-1.5">
        <p className="truncate font-medium text-13">{person.full_name || person.email}</p>
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
        <MenuChoices
          label="Theme"
          value={theme}
          options={THEMES}
          onChange={(wish) => setTheme(THEMES.find(({ value }) => value === wish)?.value ?? "system")}
        />
      </div>
      <MenuLine />
      <MenuLink href="/account">
        <UserRound aria-hidden />
        Your account
      </MenuLink>
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </>
  );
}
