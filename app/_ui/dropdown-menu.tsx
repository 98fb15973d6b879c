"use client";

import type { ReactElement, ReactNode } from "react";
import { late } from "./late";
import { LazyOverlay, type OverlayTrigger } from "./lazy-overlay";

// Menus are on every page but rarely opened: their machinery (about 25 kB) is fetched on the way to the first click.
const parts = () => import("./menu-parts");
const OpenedMenu = late(() => parts().then((module) => module.OpenedMenu));

/** Does something. */
export const MenuItem = late(() => parts().then((module) => module.MenuItem));
/** Goes somewhere. */
export const MenuLink = late(() => parts().then((module) => module.MenuLink));
/** One of several choices that can be on together; the menu stays open. */
export const MenuCheck = late(() => parts().then((module) => module.MenuCheck));
/** One of several choices that exclude each other, one below the other; the menu stays open. */
export const MenuOptions = late(() => parts().then((module) => module.MenuOptions));
/** One of several choices that exclude each other, side by side as icons; the menu stays open. */
export const MenuChoices = late(() => parts().then((module) => module.MenuChoices));
/** A heading inside the menu. */
export const MenuLabel = late(() => parts().then((module) => module.MenuLabel));
/** A line between groups. */
export const MenuLine = late(() => parts().then((module) => module.MenuLine));

/** A menu behind a trigger; fill it with `MenuItem`, `MenuLink`, `MenuCheck`, `MenuOptions`, `MenuChoices`, `MenuLabel`, `MenuLine`. */
export function Menu({
  trigger,
  align = "end",
  side = "bottom",
  children,
}: {
  trigger: ReactElement<OverlayTrigger>;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "right";
  children: ReactNode;
}) {
  return (
    <LazyOverlay kind="menu" trigger={trigger} load={parts}>
      <OpenedMenu trigger={trigger} align={align} side={side}>
        {children}
      </OpenedMenu>
    </LazyOverlay>
  );
}
