"use client";

import { Command } from "cmdk";
import { Keyboard, LogOut, Phone } from "lucide-react";
import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useDeferredValue, useState } from "react";
import { useApi } from "../data/use-api";
import { formatPhone } from "../format/format-phone";
import { Initial } from "../initial";
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
  const matches = ({ label }: { label: string }) => label.toLowerCase().includes(text.trim().toLowerCase());
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
          <Command loop label="Search" shouldFilter={false}>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Go to a page, an organization, or type a phone number"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-16 outline-none sm:text-14"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-faint">
              {searching && isLoading ? (
                <Command.Loading className="px-3 py-2 text-13 text-faint">Looking through the calls…</Command.Loading>
              ) : (
                <Command.Empty className="px-3 py-8 text-center text-13 text-faint">
                  {searching ? "No call has that number." : "Nothing goes by that name."}
                </Command.Empty>
              )}
              {searching && calls && calls.data.length > 0 ? (
                <Command.Group heading="Calls">
                  {calls.data.map((call) => (
                    <Item
                      key={call.id}
                      value={call.id}
                      onSelect={go(`/${org.slug}/calls/${call.id}`)}
                      icon={<Phone aria-hidden />}
                      aside={<Time at={call.started_at} />}
                    >
                      <span className="tabular">{formatPhone(call.from_number ?? call.to_number ?? "Withheld")}</span>
                    </Item>
                  ))}
                </Command.Group>
              ) : null}
              <Found heading="Pages">
                {[...PLACES, SETTINGS].filter(matches).map(({ path, label, Icon, key }) => (
                  <Item
                    key={path}
                    value={path}
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
              </Found>
              <Found heading="Organizations">
                {organizations
                  .filter((each) => each.slug !== org.slug && matches({ label: each.name }))
                  .map((each) => (
                    <Item
                      key={each.slug}
                      value={`organization ${each.slug}`}
                      onSelect={go(`/${each.slug}/overview`)}
                      icon={<Initial name={each.name} colour={each.colour} small />}
                    >
                      {each.name}
                    </Item>
                  ))}
              </Found>
              <Found heading="Actions">
                {[
                  { label: "Keyboard shortcuts", act: onHelp, Icon: Keyboard, aside: <Kbd>?</Kbd> },
                  { label: "Sign out", act: () => void signOut(), Icon: LogOut, aside: null },
                ]
                  .filter(matches)
                  .map(({ label, act, Icon, aside }) => (
                    <Item key={label} value={label} onSelect={run(act)} icon={<Icon aria-hidden />} aside={aside}>
                      {label}
                    </Item>
                  ))}
              </Found>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A group with its heading, when anything is left in it. */
function Found({ heading, children }: { heading: string; children: readonly ReactNode[] }) {
  return children.length > 0 ? <Command.Group heading={heading}>{children}</Command.Group> : null;
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
      className={`${menuItemClass} h-9! opacity-100! data-[selected=true]:bg-hover`}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="text-12 text-faint">{aside}</span> : null}
    </Command.Item>
  );
}
