import {
  BookOpen,
  Bot,
  Braces,
  Building2,
  Globe,
  KeyRound,
  type LucideIcon,
  ScrollText,
  ShieldAlert,
  ShieldCheck,
  UserRound,
  Users,
} from "lucide-react";
import { useRouter } from "next/navigation";
import type { ListedAgent } from "@/lib/agents/agent";
import type { Page } from "@/lib/http/cursor";
import { useApi } from "../data/use-api";
import { Initial } from "../initial";
import type { CommandGroup, CommandItem } from "./command-item";
import { useCan, useOrg } from "./org-context";
import { PLACES, SETTINGS } from "./places";
import { SETTINGS_PARTS } from "./settings-parts";

/** What else the pages of the settings are looked for by. */
const FOUND_BY: Record<string, { words: string[]; Icon: LucideIcon }> = {
  "/members": { words: ["people", "roles", "invitations"], Icon: Users },
  "/keys": { words: ["vendor keys", "api key", "retell", "vapi"], Icon: KeyRound },
  "/api-keys": { words: ["programs", "integrations", "limits"], Icon: Braces },
  "/protection": { words: ["protection", "privacy", "encryption"], Icon: ShieldCheck },
  "/domains": { words: ["host name", "subdomain", "dns"], Icon: Globe },
  "/audit": { words: ["history", "who did what", "changes"], Icon: ScrollText },
};

/** Everywhere one can go: the organization's pages, its agents by name, the person's other organizations. */
export function usePlaces(typed: string): CommandGroup[] {
  const { org, organizations, role } = useOrg();
  const can = useCan();
  const router = useRouter();
  const { data: agents } = useApi<Page<ListedAgent>>("/agents?limit=50");
  const go = (href: string) => () => router.push(href);
  const inOrg = (path: string) => go(`/${org.slug}/${path}`);

  const pages: CommandItem[] = [...PLACES, SETTINGS].map(({ path, label, Icon, key }) => ({
    id: path,
    label,
    icon: <Icon aria-hidden />,
    keys: `g ${key}`,
    run: inOrg(path),
  }));
  const more: CommandItem[] = [
    ...SETTINGS_PARTS.filter(({ path, needs }) => path !== "" && (!needs || can(needs))).map(({ path, label }) => {
      const { words = [], Icon = SETTINGS.Icon } = FOUND_BY[path] ?? {};
      return { id: `settings${path}`, label, words, icon: <Icon aria-hidden />, run: inOrg(`settings${path}`) };
    }),
    { id: "account", label: "Your account", words: ["profile"], icon: <UserRound />, run: go("/account") },
    {
      id: "api reference",
      label: "API reference",
      words: ["documentation", "openapi", "integrate"],
      icon: <BookOpen aria-hidden />,
      run: go("/docs/api"),
    },
    ...(role === "super_admin"
      ? [{ id: "ops", label: "Operator console", icon: <ShieldAlert />, run: go("/ops") }]
      : []),
  ];
  const others = organizations
    .filter((each) => each.slug !== org.slug)
    .map((each) => ({
      id: `organization ${each.slug}`,
      label: each.name,
      words: ["switch organization"],
      icon: <Initial name={each.name} colour={each.colour} small />,
      run: go(`/${each.slug}/overview`),
    }));
  return [
    // The rarer pages would only be in the way before anything is typed.
    { heading: "Go to", items: typed ? [...pages, ...more] : pages },
    {
      heading: "Agents",
      items: (agents?.data ?? []).slice(0, typed ? 50 : 4).map((agent) => ({
        id: `agent ${agent.id}`,
        label: agent.name,
        words: ["agent", agent.provider],
        icon: <Bot aria-hidden />,
        run: inOrg(`agents/${agent.id}`),
      })),
    },
    {
      heading: "Organizations",
      items: typed
        ? [
            ...others,
            { id: "new organization", label: "New organization", icon: <Building2 />, run: go("/new-organization") },
          ]
        : others.slice(0, 4),
    },
  ];
}
