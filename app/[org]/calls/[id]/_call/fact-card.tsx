import type { ReactNode } from "react";
import { Card } from "@/app/_ui/section";

/** A titled box of the facts beside a call. */
export function FactCard({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="font-semibold text-13">{title}</h2>
        {aside}
      </div>
      {children}
    </Card>
  );
}
