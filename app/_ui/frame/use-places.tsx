import { Bot, Braces, Building2, KeyRound, ShieldAlert, UserRound, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ListedAgent } from "@/lib/agents/agent";
import type { Page } from "@/lib/http/cursor";
import { useApi } from "../data/use-api";
import { Initial } from "../initial";
import type { CommandGroup, CommandItem } from "./command-item";
import { useCan, useOrg } from "./org-context";
import { PLACES, SETTINGS } from "./places";

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
    { id: "members", label: "Members", words: ["people", "roles"], icon: <Users />, run: inOrg("settings/members") },
    ...(can("credentials.write")
      ? [
          {
            id: "keys",
            label: "Credentials",
            words: ["vendor keys", "api key", "retell", "vapi"],
            icon: <KeyRound />,
            run: inOrg("settings/keys"),
          },
        ]
      : []),
    ...(can("api_keys.read")
      ? [
          {
            id: "api-keys",
            label: "API keys",
            words: ["programs", "integrations", "limits"],
            icon: <Braces />,
            run: inOrg("settings/api-keys"),
          },
        ]
      : []),
    { id: "account", label: "Your account", words: ["profile"], icon: <UserRound />, run: go("/account") },
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
