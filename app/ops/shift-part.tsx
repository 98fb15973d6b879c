import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Part } from "@/lib/ops/read-shift";
import { Card, Section } from "../_ui/section";

/** One part of the console with its own failure: the others are there whatever becomes of it. */
export function ShiftPart<T>({
  id,
  title,
  hint,
  actions,
  part,
  flush = true,
  className,
  children,
}: {
  id?: string;
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  part: Part<T>;
  flush?: boolean;
  className?: string;
  children: (data: T) => ReactNode;
}) {
  return (
    <div id={id} className={`min-w-0 scroll-mt-16 ${className ?? ""}`}>
      <Section title={title} hint={hint} actions={actions}>
        <Card flush={flush || "failed" in part}>
          {"failed" in part ? (
            <p role="alert" className="flex items-center gap-3 px-4 py-3 text-13 text-muted">
              <CircleAlert aria-hidden className="size-4 shrink-0 text-bad-mark" />
              {part.failed}
            </p>
          ) : (
            children(part.data)
          )}
        </Card>
      </Section>
    </div>
  );
}

/** What stands in a part that has nothing to show, in one quiet line. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-4 py-3 text-13 text-muted">{children}</p>;
}
