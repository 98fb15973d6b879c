import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";

export type Crumb = { label: string; href?: string };

/**
 * The head of every screen: breadcrumb as title in the top bar, then the one sentence the reader came for, then actions.
 * The last crumb is the page's `h1`.
 */
export function PageHeader({
  crumbs,
  answer,
  detail,
  actions,
}: {
  crumbs: readonly Crumb[];
  answer?: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
}) {
  const parents = crumbs.slice(0, -1);
  const current = crumbs.at(-1);
  return (
    <>
      <div className="sticky top-0 z-20 flex h-12 items-center border-line border-b bg-canvas pr-28 pl-4 md:pr-96 md:pl-6">
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1 text-14">
          {parents.map((crumb) => (
            <span key={crumb.label} className="flex min-w-0 shrink-[9] items-center gap-1 text-muted">
              {crumb.href ? (
                <Link href={crumb.href} className="truncate rounded-[3px] hover:text-ink">
                  {crumb.label}
                </Link>
              ) : (
                <span className="truncate">{crumb.label}</span>
              )}
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint" />
            </span>
          ))}
          <h1 className="truncate font-semibold">{current?.label}</h1>
        </nav>
      </div>
      {answer || actions ? (
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-6 md:px-6">
          <div className="min-w-0 max-w-[54rem] flex-1 basis-60">
            {answer ? <p className="text-pretty font-medium text-20">{answer}</p> : null}
            {detail ? <div className="mt-1 text-14 text-muted">{detail}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
    </>
  );
}
