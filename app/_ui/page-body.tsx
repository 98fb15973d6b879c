import clsx from "clsx";
import type { ReactNode } from "react";

/** The content of a screen: at most 1,280 px for reading, `wide` for tables and boards. */
export function PageBody({
  wide = false,
  className,
  children,
}: {
  wide?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={clsx("flex flex-col gap-8 px-4 pt-6 pb-16 md:px-6", !wide && "max-w-[80rem]", className)}>
      {children}
    </div>
  );
}
