import type { ReactNode } from "react";

/** The head of a page that asks for one thing. */
export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-6">
      <h1 className="text-balance font-semibold text-28">{title}</h1>
      {children ? <div className="mt-2 text-16 text-muted">{children}</div> : null}
    </div>
  );
}
