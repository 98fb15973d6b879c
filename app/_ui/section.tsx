import clsx from "clsx";
import type { ReactNode } from "react";

/** A bordered surface; `flush` lets tables and lists reach the edge. */
export function Card({
  flush = false,
  className,
  children,
}: {
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={clsx("rounded-card border border-line bg-surface", flush ? "overflow-clip" : "p-4", className)}>
      {children}
    </div>
  );
}

/** A titled part of a screen: heading, one line of help, actions to the right, then content. */
export function Section({
  title,
  hint,
  actions,
  label,
  className,
  children,
}: {
  title: ReactNode;
  /** Makes the section a landmark of this name. */
  label?: string;
  hint?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section {...(label ? { "aria-label": label } : {})} className={clsx("flex min-w-0 flex-col gap-3", className)}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <h2 className="font-semibold text-14">{title}</h2>
          {hint ? <p className="mt-0.5 text-13 text-faint">{hint}</p> : null}
        </div>
        {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
