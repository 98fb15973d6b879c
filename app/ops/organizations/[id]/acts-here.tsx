import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { actionWord } from "../../../_ui/audit/words";
import { Time } from "../../../_ui/time";
import { Nothing } from "../../shift-part";

/** What staff did in one organization, the newest first. */
export function ActsHere({ acts }: { acts: OrganizationDetail["staff_acts"] }) {
  if (acts.length === 0) return <Nothing>No operator has done anything in it.</Nothing>;
  return (
    <ul aria-label="What staff did here">
      {acts.map((act) => (
        <li
          key={act.seq}
          className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 border-line border-b px-4 py-2.5 text-13 last:border-b-0"
        >
          <span className="min-w-0">
            {actionWord(act.action)} <span className="text-muted">by {act.actor_name || "a former operator"}</span>
          </span>
          <Time at={act.recorded_at} className="text-faint" />
        </li>
      ))}
    </ul>
  );
}
