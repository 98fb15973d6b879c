import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One thing that needs a person: what it is, what is known of it, and the act that settles it. */
export function AttentionLine({
  Icon,
  tone,
  title,
  detail,
  action,
}: {
  Icon: LucideIcon;
  tone: string;
  title: string;
  detail: ReactNode;
  action: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <Icon aria-hidden className={`size-4 shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium text-14">{title}</p>
        <p className="text-13 text-muted">{detail}</p>
      </div>
      <div className="flex flex-wrap gap-2 max-sm:pl-7">{action}</div>
    </li>
  );
}
