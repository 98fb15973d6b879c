import type { StaffAct } from "@/lib/ops/list-staff-acts";
import { actionWord } from "../_ui/audit/words";
import { TextLink } from "../_ui/text-link";
import { Time } from "../_ui/time";
import { Nothing } from "./shift-part";

/** What staff changed inside organizations; each is an entry of that organization's own audit log. */
export function StaffActs({ acts }: { acts: readonly StaffAct[] }) {
  if (acts.length === 0) return <Nothing>No operator has changed anything inside an organization.</Nothing>;
  return (
    <ul aria-label="What staff did">
      {acts.map((act) => (
        <li
          key={`${act.org_slug} ${act.seq}`}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-line border-b px-4 py-2.5 text-13 last:border-b-0"
        >
          <span className="min-w-0 flex-1 basis-64">
            <TextLink href={`/${act.org_slug}/settings/audit?entry=${act.seq}`}>{actionWord(act.action)}</TextLink>{" "}
            <span className="text-muted">in {act.org_name}</span>
          </span>
          <span className="text-muted">{act.actor_name ?? "A former operator"}</span>
          <Time at={act.recorded_at} className="text-faint" />
        </li>
      ))}
    </ul>
  );
}
