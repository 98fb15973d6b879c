import { Keyboard, Link, LogOut, MailPlus, Monitor, Moon, Plus, RefreshCw, Send, Sun, Zap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useSWRConfig } from "swr";
import type { ListedAgent } from "@/lib/agents/agent";
import type { TestDelivery } from "@/lib/agents/send-test-delivery";
import type { Page } from "@/lib/http/cursor";
import { useApi } from "../data/use-api";
import { useMutationApi } from "../data/use-mutation-api";
import { useListedShortcuts } from "../shortcuts";
import { setTheme, type Theme } from "../theme-toggle";
import { toastDone, toastError } from "../toast";
import type { CommandGroup, CommandItem } from "./command-item";
import { useCan, useOrg } from "./org-context";
import { signOut } from "./sign-out";

/** Keys that only make sense as keys. */
const MOVES = new Set(["j", "k", "Enter", "Escape", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"]);

const THEMES: { theme: Theme; label: string; Icon: typeof Sun }[] = [
  { theme: "light", label: "Light theme", Icon: Sun },
  { theme: "dark", label: "Dark theme", Icon: Moon },
  { theme: "system", label: "Theme of the system", Icon: Monitor },
];

/** Everything that can be done from here: what the page itself offers by key, then what is the same everywhere. */
export function useActions(typed: string, onHelp: () => void): CommandGroup[] {
  const { org, api } = useOrg();
  const can = useCan();
  const router = useRouter();
  const { mutate } = useSWRConfig();
  const tests = useTests();
  const page = useListedShortcuts().filter(({ keys, everywhere, run }) => run && !everywhere && !MOVES.has(keys));
  const go = (path: string) => () => router.push(`/${org.slug}/${path}`);
  const everywhere: CommandItem[] = [
    ...(can("agents.write")
      ? [
          {
            id: "new agent",
            label: "Connect an agent",
            words: ["new agent", "add"],
            icon: <Plus />,
            run: go("agents/new"),
          },
        ]
      : []),
    ...(can("members.write")
      ? [
          {
            id: "invite",
            label: "Invite somebody",
            words: ["member", "invitation", "add"],
            icon: <MailPlus />,
            run: go("settings/members?invite"),
          },
        ]
      : []),
    ...tests,
    ...THEMES.map(({ theme, label, Icon }) => ({
      id: `theme ${theme}`,
      label,
      words: ["theme", "appearance", "mode"],
      icon: <Icon aria-hidden />,
      run: () => setTheme(theme),
    })),
    {
      id: "copy link",
      label: "Copy a link to this page",
      words: ["url", "address", "share"],
      icon: <Link aria-hidden />,
      run: () =>
        void navigator.clipboard.writeText(window.location.href).then(() => toastDone("Link copied"), toastError),
    },
    {
      id: "refresh",
      label: "Read this page again",
      words: ["refresh", "reload", "update"],
      icon: <RefreshCw aria-hidden />,
      run: () => void mutate((key) => typeof key === "string" && key.startsWith(api)),
    },
    {
      id: "help",
      label: "Keyboard shortcuts",
      words: ["help"],
      icon: <Keyboard aria-hidden />,
      keys: "?",
      run: onHelp,
    },
    { id: "sign out", label: "Sign out", words: ["log out"], icon: <LogOut aria-hidden />, run: () => void signOut() },
  ];
  const short = new Set(["new agent", "invite", "help"]);
  return [
    {
      heading: "On this page",
      items: page.map(({ keys, does, run }) => ({
        id: `shortcut ${keys}`,
        label: does,
        icon: <Zap aria-hidden />,
        keys,
        run: () => run?.(),
      })),
    },
    { heading: "Do", items: typed ? everywhere : everywhere.filter(({ id }) => short.has(id)) },
  ];
}

/** A test delivery for each agent; the toast says how the round trip went. */
function useTests(): CommandItem[] {
  const { org } = useOrg();
  const can = useCan();
  const router = useRouter();
  const { data: agents } = useApi<Page<ListedAgent>>("/agents?limit=50");
  const { run } = useMutationApi<{ id: string }, TestDelivery>({
    method: "POST",
    path: ({ id }) => `/agents/${id}/test_deliveries`,
    body: () => undefined,
  });
  if (!can("agents.write")) return [];
  const test = async (agent: ListedAgent) => {
    const result = await run({ id: agent.id }).catch(() => null);
    if (!result) return;
    if (result.ok) toastDone(`${agent.name}: the test came through in ${Math.round(result.total_ms)} ms`);
    else {
      toastError(new Error(`${agent.name}: the test did not get through. Its page shows which step failed.`));
      router.push(`/${org.slug}/agents/${agent.id}`);
    }
  };
  return (agents?.data ?? []).map((agent) => ({
    id: `test ${agent.id}`,
    label: `Send a test to ${agent.name}`,
    words: ["send test", "delivery", "try"],
    icon: <Send aria-hidden />,
    run: () => void test(agent),
  }));
}
