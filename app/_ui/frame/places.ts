import { Bot, Inbox, LayoutDashboard, type LucideIcon, Phone, Radio, Settings } from "lucide-react";

export type Place = { path: string; label: string; Icon: LucideIcon /** Second key after "g". */; key: string };

/** Where one can go in an organization, in the order of the rail. */
export const PLACES: readonly Place[] = [
  { path: "overview", label: "Overview", Icon: LayoutDashboard, key: "o" },
  { path: "calls", label: "Calls", Icon: Phone, key: "c" },
  { path: "live", label: "Live", Icon: Radio, key: "l" },
  { path: "inbox", label: "Inbox", Icon: Inbox, key: "i" },
  { path: "agents", label: "Agents", Icon: Bot, key: "a" },
];

export const SETTINGS: Place = { path: "settings", label: "Settings", Icon: Settings, key: "s" };
