"use client";

import clsx from "clsx";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { usePathname } from "next/navigation";
import { IconButton } from "../icon-button";
import { keepChoice, useKeptChoice } from "../kept-choice";
import { Link } from "../link";
import { Tooltip } from "../tooltip";
import { HealthDot } from "./health-dot";
import { useOrg } from "./org-context";
import { OrgSwitcher } from "./org-switcher";
import { PLACES, type Place, SETTINGS } from "./places";

/** The left rail of wide screens; folds to icons and remembers it in a cookie, so the server draws it right. */
export function Rail({ folded: foldedAtFirst }: { folded: boolean }) {
  const folded = useKeptChoice("rail=folded", foldedAtFirst);
  const fold = () => keepChoice(folded ? "rail=open" : "rail=folded");
  return (
    <aside
      className={clsx(
        "sticky top-0 z-30 hidden h-dvh shrink-0 flex-col border-line border-r bg-sunken p-2 md:flex",
        folded ? "w-[52px]" : "w-[216px]",
      )}
    >
      <OrgSwitcher folded={folded} />
      <nav aria-label="Main" className="mt-3 flex flex-col gap-0.5">
        {PLACES.map((place) => (
          <RailLink key={place.path} place={place} folded={folded} />
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-0.5">
        <RailLink place={SETTINGS} folded={folded} mark={<HealthDot />} />
        <IconButton label={folded ? "Unfold the rail" : "Fold the rail"} onClick={fold} className="ml-0.5">
          {folded ? <PanelLeftOpen /> : <PanelLeftClose />}
        </IconButton>
      </div>
    </aside>
  );
}

function RailLink({ place, folded, mark }: { place: Place; folded: boolean; mark?: React.ReactNode }) {
  const { org } = useOrg();
  const pathname = usePathname();
  const href = `/${org.slug}/${place.path}`;
  const here = pathname === href || pathname.startsWith(`${href}/`);
  const link = (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      aria-label={folded ? place.label : undefined}
      className={clsx(
        "relative flex h-8 items-center gap-2.5 rounded-control px-2.5 text-13 transition-colors duration-100",
        here ? "bg-pressed font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      <place.Icon aria-hidden className={clsx("size-4 shrink-0", here && "text-accent")} />
      {folded ? null : place.label}
      {mark ? <span className={folded ? "absolute top-1.5 right-1.5" : "ml-auto"}>{mark}</span> : null}
    </Link>
  );
  return folded ? (
    <Tooltip content={place.label} shortcut={`g ${place.key}`} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
