"use client";

import { useContext } from "react";
import { Button } from "@/app/_ui/button";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { useCan, useOrg } from "@/app/_ui/frame/org-context";
import { Kbd } from "@/app/_ui/kbd";
import { useShortcuts } from "@/app/_ui/shortcuts";
import { Time } from "@/app/_ui/time";
import type { CallDetail } from "@/lib/calls/get-call";
import { type ReviewReason, reviewReasonsOf } from "@/lib/calls/review-reasons";
import { isLive } from "./caller-of";
import { FactCard } from "./fact-card";
import { InList } from "./in-list";
import { whoMarked } from "./who-marked";

const REASON: Record<ReviewReason, string> = {
  failed: "The call failed.",
  not_reached: "It did not reach its aim.",
  unhappy: "The caller was unhappy.",
};

/** Whether somebody has looked at this call: who and when, else why one should; marked by one key, taken back as quickly. */
export function ReviewCard({ call }: { call: CallDetail }) {
  const mayChange = useCan()("calls.write");
  const { person } = useOrg();
  const inList = useContext(InList);
  const { run } = useMutationApi<{ is_reviewed: boolean }>({
    method: "PUT",
    path: () => `/calls/${call.id}/review`,
    optimistic: ({ is_reviewed }) => {
      const reviewed_at = is_reviewed ? new Date().toISOString() : null;
      const reviewed_by = is_reviewed ? { id: person.id, name: person.full_name || person.email } : null;
      return [
        {
          path: `/calls/${call.id}`,
          change: (current) => ({ ...(current as CallDetail), reviewed_at, reviewed_by }),
        },
        ...(inList?.({ reviewed_at }) ?? []),
      ];
    },
    invalidates: () => [`/calls/${call.id}`, "/calls"],
    undo: ({ is_reviewed }) => ({
      message: is_reviewed ? "Marked reviewed." : "Not reviewed any more.",
      input: { is_reviewed: !is_reviewed },
    }),
  });
  const isReviewed = call.reviewed_at !== null;
  const toggle = () => void run({ is_reviewed: !isReviewed }).catch(() => undefined);
  useShortcuts(mayChange ? [{ keys: "e", does: "Reviewed, or not any more", run: toggle }] : []);
  const reasons = reviewReasonsOf(call);
  return (
    <FactCard
      title="Review"
      aside={
        mayChange ? (
          <Button size="small" onClick={toggle}>
            {isReviewed ? "Mark not reviewed" : "Mark reviewed"}{" "}
            <span className="max-sm:hidden">
              <Kbd>e</Kbd>
            </span>
          </Button>
        ) : null
      }
    >
      <p className="text-13 text-muted">
        {call.reviewed_at ? (
          <>
            Reviewed by {whoMarked(call.reviewed_by)}, <Time at={call.reviewed_at} />
          </>
        ) : reasons.length > 0 ? (
          `Needs a look. ${reasons.map((reason) => REASON[reason]).join(" ")}`
        ) : isLive(call.status) ? (
          "It is still under way."
        ) : (
          "Nothing went wrong that we know of; nobody has looked at it."
        )}
      </p>
    </FactCard>
  );
}
