"use client";

import { Command } from "cmdk";
import { Building2, Keyboard, LogOut, Phone } from "lucide-react";
import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useDeferredValue, useState } from "react";
import { useApi } from "../data/use-api";
import { formatPhone } from "../format/format-phone";
import { Kbd } from "../kbd";
import { menuItemClass } from "../menu-class";
import { Time } from "../time";
import { useOrg } from "./org-context";
import { signOut } from "./person-menu";
import { PLACES, SETTINGS } from "./places";

type FoundCall = { id: string; from_number: string | null; to_number: string | null; started_at: string };

/** ⌘K: pages, organizations, actions, and calls by number. Loaded when first opened. */
export function CommandBar({
  open,
  onOpenChange,
  onHelp,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onHelp: () => void;
}) {
  const { org, organizations } = useOrg();
  const router = useRouter();
  const [text, setText] = useState("");
  const digits = useDeferredValue(text.replace(/\D/g, ""));
  const searching = digits.length >= 3;
  const { data: calls, isLoading } = useApi<{ data: FoundCall[] }>(
    searching && open ? `/calls?limit=6&number=${digits}` : null,
  );
  const run = (act: () => void) => () => {
    onOpenChange(false);
    setText("");
    act();
  };
  const go = (href: string) => run(() => router.push(href));
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-[34rem] animate-overlay overflow-hidden rounded-card bg-raised shadow-overlay focus:outline-none"
        >
          <Radix.Title className="sr-only">Search</Radix.Title>
          <Command loop label="Search">
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Go to a page, an organization, or type a phone number"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-16 outline-none sm:text-14"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-faint">
              <Command.Empty className="px-3 py-8 text-center text-13 text-faint">
                {searching && isLoading ? "Looking through the calls…" : "Nothing goes by that name."}
              </Command.Empty>
              {searching && calls ? (
                <Command.Group heading="Calls" forceMount>
                  {calls.data.map((call) => (
                    <Item
                      key={call.id}
                      value={`call ${text} ${call.id}`}
                      onSelect={go(`/${org.slug}/calls/${call.id}`)}
                      icon={<Phone aria-hidden />}
                      aside={<Time at={call.started_at} />}
                    >
                      <span className="tabular">{formatPhone(call.from_number ?? call.to_number ?? "Withheld")}</span>
                    </Item>
                  ))}
                </Command.Group>
              ) : null}
              <Command.Group heading="Pages">
                {[...PLACES, SETTINGS].map(({ path, label, Icon, key }) => (
                  <Item
                    key={path}
                    value={label}
                    onSelect={go(`/${org.slug}/${path}`)}
                    icon={<Icon aria-hidden />}
                    aside={
                      <>
                        <Kbd>g</Kbd> <Kbd>{key}</Kbd>
                      </>
                    }
                  >
                    {label}
                  </Item>
                ))}
              </Command.Group>
              {organizations.length > 1 ? (
                <Command.Group heading="Organizations">
                  {organizations
                    .filter((each) => each.slug !== org.slug)
                    .map((each) => (
                      <Item
                        key={each.slug}
                        value={`organization ${each.name}`}
                        onSelect={go(`/${each.slug}/overview`)}
                        icon={<Building2 aria-hidden />}
                      >
                        {each.name}
                      </Item>
                    ))}
                </Command.Group>
              ) : null}
              <Command.Group heading="Actions">
                <Item
                  value="keyboard shortcuts help"
                  onSelect={run(onHelp)}
                  icon={<Keyboard aria-hidden />}
                  aside={<Kbd>?</Kbd>}
                >
                  Keyboard shortcuts
                </Item>
                <Item value="sign out" onSelect={run(() => void signOut())} icon={<LogOut aria-hidden />}>
                  Sign out
                </Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({
  value,
  onSelect,
  icon,
  aside,
  children,
}: {
  value: string;
  onSelect: () => void;
  icon: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className={`${menuItemClass} h-9! data-[selected=true]:bg-hover data-[selected=true]:text-ink`}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="text-12 text-faint">{aside}</span> : null}
    </Command.Item>
  );
}
