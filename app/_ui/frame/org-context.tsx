"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { PageReader } from "@/lib/auth/page";
import type { Permission } from "@/lib/auth/permissions";

export type OrgValue = Pick<PageReader, "org" | "role" | "is_outside" | "visit" | "person" | "organizations"> & {
  /** What this person may do here, such as `calls.write`. */
  permissions: readonly Permission[];
  /** Prefix of the organization's API. */
  api: string;
};

const Context = createContext<OrgValue | null>(null);

export function OrgProvider({ value, children }: { value: OrgValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The organization on screen, who looks at it and what they may do. Only below `app/[org]/layout.tsx`. */
export function useOrg(): OrgValue {
  const value = useContext(Context);
  if (!value) throw new Error("useOrg is used outside an organization's pages");
  return value;
}

/** `const can = useCan(); can("agents.write")`: hide what the role does not allow. The server decides again. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useOrg();
  return (permission) => permissions.includes(permission);
}

/** Prefix of the organization's API; empty on pages without an organization, where paths are complete. */
export function useApiPrefix(): string {
  return useContext(Context)?.api ?? "";
}

/** The organization's time zone; UTC on pages without an organization. */
export function useTimeZone(): string {
  return useContext(Context)?.org.time_zone ?? "UTC";
}

/** How the organization writes dates, times, numbers and money; an American's way on pages without an organization. */
export function useLocale(): string {
  return useContext(Context)?.org.locale ?? "en-US";
}
