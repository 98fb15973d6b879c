"use client";

import { lazy, type ReactElement, type ReactNode } from "react";
import { LazyOverlay, type OverlayTrigger } from "./lazy-overlay";

// Menus are on every page but rarely opened: their machinery (about 25 kB) is fetched on the way to the first click.
const parts = () => import("./menu-parts");
const OpenedMenu = lazy(() => parts().then((module) => ({ default: module.OpenedMenu })));

/** Does something. */
export const MenuItem = lazy(() => parts().then((module) => ({ default: module.MenuItem })));
/** Goes somewhere. */
export const MenuLink = lazy(() => parts().then((module) => ({ default: module.MenuLink })));
/** One of several choices that can be on together; the menu stays open. */
export const MenuCheck = lazy(() => parts().then((module) => ({ default: module.MenuCheck })));
/** One of several choices that exclude each other, side by side as icons; the menu stays open. */
export const MenuChoices = lazy(() => parts().then((module) => ({ default: module.MenuChoices })));
/** A heading inside the menu. */
export const MenuLabel = lazy(() => parts().then((module) => ({ default: module.MenuLabel })));
/** A line between groups. */
export const MenuLine = lazy(() => parts().then((module) => ({ default: module.MenuLine })));

/** A menu behind a trigger; fill it with `MenuItem`, `MenuLink`, `MenuCheck`, `MenuChoices`, `MenuLabel`, `MenuLine`. */
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
