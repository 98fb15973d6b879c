import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link";
import { Wordmark } from "./wordmark";

/** Pages for people outside an organization: wordmark, optional actions to the right, content. `narrow` is for forms and notices. */
export function PublicFrame({
  narrow = false,
  actions,
  children,
}: {
  narrow?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between gap-4 px-4 md:px-8">
        <Link href="/" aria-label="Foyer, start page" className="rounded-control">
          <Wordmark />
        </Link>
        {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
      </header>
      <main className={clsx("w-full flex-1 px-4 pb-16", narrow ? "mx-auto max-w-md pt-[10vh]" : "md:px-8")}>
        {children}
      </main>
    </div>
  );
}
