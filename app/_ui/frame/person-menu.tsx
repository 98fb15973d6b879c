"use client";

import { Menu } from "../dropdown-menu";
import { Initial } from "../initial";
import { late } from "../late";
import { useOrg } from "./org-context";

const PersonMenuItems = late(() => import("./person-menu-items").then((module) => module.PersonMenuItems));

/** The person's own menu, at the right end of the top bar. */
export function PersonMenu() {
  const { person } = useOrg();
  const name = person.full_name || person.email;
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="grid size-8 place-items-center rounded-full hover:bg-hover data-[state=open]:bg-hover max-md:size-10"
        >
          <Initial name={name} round />
          <span className="sr-only">Your menu, {name}</span>
        </button>
      }
    >
      <PersonMenuItems />
    </Menu>
  );
}
