import clsx from "clsx";
import type { ReactNode } from "react";

/** What is shown of a period while another one is asked for: it stays where it is and is marked as not the answer yet. */
export function BeingRead({
  pending,
  className,
  children,
}: {
  pending: boolean;
  className: string;
  children: ReactNode;
}) {
  return (
    <div aria-busy={pending} className={clsx("min-w-0", pending && "stepped-back", className)}>
      {children}
    </div>
  );
}
