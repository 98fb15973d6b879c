import type { Permission } from "@/lib/auth/permissions";

type Part = {
  /** Below `/settings`. */
  path: string;
  label: string;
  /** What shows the page to those who may read what is behind it. */
  needs?: Permission;
};

/** The pages of the settings, in the order of their tabs. */
export const SETTINGS_PARTS: readonly Part[] = [
  { path: "", label: "General" },
  { path: "/members", label: "Members" },
  { path: "/keys", label: "Credentials" },
  { path: "/api-keys", label: "API keys", needs: "api_keys.read" },
  { path: "/protection", label: "Health data" },
  { path: "/domains", label: "Domains" },
  { path: "/audit", label: "Audit log", needs: "audit.read" },
];
