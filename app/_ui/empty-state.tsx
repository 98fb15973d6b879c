import clsx from "clsx";
import type { ReactNode } from "react";

/** Nothing here yet, or nothing matches: says what belongs here and offers the one next step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  className,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={clsx("mx-auto flex max-w-md flex-col items-center px-4 py-14 text-center", className)}>
      {icon ? (
        <span
          aria-hidden
          className="mb-4 grid size-10 place-items-center rounded-card border border-line bg-surface text-faint [&_svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <h2 className="font-semibold text-16">{title}</h2>
      {children ? <div className="mt-1.5 text-balance text-14 text-muted">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
