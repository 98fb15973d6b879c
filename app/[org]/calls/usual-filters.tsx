"use client";

import { useQueryState } from "@/app/_ui/data/query-state";
import { Button } from "../../_ui/button";
import { BillableFilter } from "../../_ui/calls/billable-filter";
import { FilterMenu } from "../../_ui/filter-menu";
import { WORDS } from "./filter-words";

/** The filters everybody uses, each with a place of its own on a wide screen. */
export function UsualFilters({ agents }: { agents: readonly { id: string; name: string }[] }) {
  return (
    <>
      <FilterMenu
        name="agent_id"
        label="Agent"
        options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
      />
      <FilterMenu
        name="outcome"
        label="Outcome"
        options={Object.entries(WORDS.outcome).map(([value, label]) => ({ value, label }))}
      />
      <BillableFilter />
      <NeedsReview />
    </>
  );
}

/** What to look at now: the start of a round of triage. */
function NeedsReview() {
  const [review, setReview] = useQueryState("review");
  const on = review === "needed";
  return (
    <Button
      aria-pressed={on}
      onClick={() => setReview(on ? null : "needed")}
      className={on ? "border-accent-line! bg-accent-soft! text-accent!" : ""}
    >
      Needs review
    </Button>
  );
}
