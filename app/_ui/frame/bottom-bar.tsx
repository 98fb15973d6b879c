"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { Link } from "../link";
import { useOrg } from "./org-context";
import { PLACES } from "./places";

/** The rail of phones. */
export function BottomBar() {
  const { org } = useOrg();
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-line border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {PLACES.map(({ path, label, Icon }) => {
        const href = `/${org.slug}/${path}`;
        const here = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={path}
            href={href}
            aria-current={here ? "page" : undefined}
            className={clsx(
              "flex h-14 flex-col items-center justify-center gap-1 text-12 focus-visible:-outline-offset-2",
              here ? "font-medium text-accent" : "text-muted",
            )}
          >
            <Icon aria-hidden className="size-5" />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
