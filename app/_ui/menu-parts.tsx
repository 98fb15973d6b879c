"use client";

import clsx from "clsx";
import { Check, type LucideIcon } from "lucide-react";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactElement, ReactNode } from "react";
import { Link } from "./link";
import { menuClass, menuItemClass } from "./menu-class";

/** The opened half of `Menu`: Radix with its focus, typing and positioning. Loaded when a menu is first wanted. */
export function OpenedMenu({
  trigger,
  align,
  side,
  children,
}: {
  trigger: ReactElement;
  align: "start" | "center" | "end";
  side: "top" | "bottom" | "right";
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} side={side} sideOffset={6} collisionPadding={8} className={menuClass}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Does something. */
export function MenuItem({
  onSelect,
  tone,
  disabled,
  children,
}: {
  onSelect: (event: Event) => void;
  tone?: "bad";
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.Item
      {...(disabled ? { disabled } : {})}
      onSelect={onSelect}
      className={clsx(menuItemClass, tone === "bad" && "text-bad [&_svg]:text-bad!")}
    >
      {children}
    </Radix.Item>
  );
}

/** Goes somewhere. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Radix.Item asChild className={menuItemClass}>
      <Link href={href}>{children}</Link>
    </Radix.Item>
  );
}

/** One of several choices that can be on together; the menu stays open. */
export function MenuCheck({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={menuItemClass}
    >
      <span
        aria-hidden
        className={clsx(
          "grid size-4 place-items-center rounded-[4px] border",
          checked ? "border-accent bg-accent" : "border-line-strong",
        )}
      >
        {checked ? <Check className="size-3! text-on-accent!" strokeWidth={3} /> : null}
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

/** One of several choices that exclude each other, one below the other; the menu stays open. */
export function MenuOptions({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <Radix.RadioGroup aria-label={label} value={value} onValueChange={onChange}>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          onSelect={(event) => event.preventDefault()}
          className={menuItemClass}
        >
          <span className="grid size-4 place-items-center">
            <Radix.ItemIndicator>
              <Check aria-hidden className="size-3.5! text-accent!" strokeWidth={2.5} />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** One of several choices that exclude each other, side by side as icons; the menu stays open. */
export function MenuChoices({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string | null;
  options: readonly { value: string; label: string; Icon: LucideIcon }[];
  onChange: (value: string) => void;
}) {
  return (
    <Radix.RadioGroup
      aria-label={label}
      {...(value ? { value } : {})}
      className="inline-flex rounded-control border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          aria-label={option.label}
          title={option.label}
          onSelect={(event) => {
            event.preventDefault();
            onChange(option.value);
          }}
          className="grid h-6 w-7 cursor-pointer place-items-center rounded-[4px] text-faint focus:outline-2 focus:outline-accent data-highlighted:text-ink data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-[0_0_0_1px_var(--line-strong)] max-sm:h-8 max-sm:w-10"
        >
          <option.Icon aria-hidden className="size-3.5" />
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** A heading inside the menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-12 text-faint">{children}</Radix.Label>;
}

/** A line between groups. */
export function MenuLine() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
