"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/app/_ui/link";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { SETTINGS_PARTS } from "../../_ui/frame/settings-parts";
import { PageBody } from "../../_ui/page-body";
import { PageHeader } from "../../_ui/page-header";

/** The head of a settings page and the way to the others. */
export function SettingsFrame({
  label,
  answer,
  detail,
  actions,
  children,
}: {
  label: string;
  answer: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { org } = useOrg();
  const can = useCan();
  const pathname = usePathname();
  const base = `/${org.slug}/settings`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings", href: base }, { label }]}
        answer={answer}
        detail={detail}
        actions={actions}
      />
      <nav
        ref={showHere}
        aria-label="Settings"
        className="mt-5 flex gap-5 overflow-x-auto border-line border-b px-4 md:px-6"
      >
        {SETTINGS_PARTS.filter(({ needs, path }) => !needs || can(needs) || pathname === base + path).map((part) => {
          const href = `${base}${part.path}`;
          const here = pathname === href;
          return (
            <Link
              key={part.path}
              href={href}
              aria-current={here ? "page" : undefined}
              className={clsx(
                "-mb-px flex h-9 items-center whitespace-nowrap border-b-2 text-13 transition-colors duration-100 focus-visible:-outline-offset-2",
                here ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
              )}
            >
              {part.label}
            </Link>
          );
        })}
      </nav>
      <PageBody>{children}</PageBody>
    </>
  );
}

// On a phone the parts are wider than the window: the one that is open is brought into it.
function showHere(nav: HTMLElement | null) {
  const here = nav?.querySelector<HTMLElement>("[aria-current]");
  if (nav && here) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.clientWidth) / 2;
}
