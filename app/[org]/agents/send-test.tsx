"use client";

import { Send } from "lucide-react";
import { useState } from "react";
import type { TestDelivery } from "@/lib/agents/send-test-delivery";
import { Button } from "../../_ui/button";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { FormErrors } from "../../_ui/form-errors";
import { useFormat } from "../../_ui/format/use-format";
import { useOrg } from "../../_ui/frame/org-context";
import { StepList } from "../../_ui/step-list";
import { TextLink } from "../../_ui/text-link";

const TITLES = {
  signed: "Signed",
  answered: "Sent and answered",
  stored: "Kept",
  applied: "Applied",
  visible: "Visible",
} as const;

const STATE = { done: "done", failed: "failed", skipped: "todo" } as const;

/** Sends a test call the whole way and shows each leg with its time. */
export function SendTest({ agentId }: { agentId: string }) {
  const { org } = useOrg();
  const format = useFormat();
  const [result, setResult] = useState<TestDelivery | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const test = useMutationApi<Record<string, never>, TestDelivery>({
    method: "POST",
    path: () => `/agents/${agentId}/test_deliveries`,
    body: () => undefined,
    toastErrors: false,
  });
  const run = async () => {
    setResult(null);
    setFailure(undefined);
    try {
      setResult(await test.run({}));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button pending={test.pending} onClick={run}>
          <Send aria-hidden />
          Send a test
        </Button>
        <span className="max-w-[26rem] text-13 text-faint">
          Tries our side from end to end. It is never billed, and it does not validate the agent: only the vendor's own
          delivery does.
        </span>
      </div>
      <FormErrors error={failure} />
      {result ? (
        <div className="rounded-card border border-line bg-surface p-4 text-ink">
          <StepList
            label="Test delivery"
            steps={result.steps.map((step) => ({
              key: step.name,
              title: TITLES[step.name],
              state: STATE[step.state],
              aside: step.ms === null ? undefined : `${format.decimal(step.ms, step.ms < 10 ? 1 : 0)} ms`,
              children: step.note,
            }))}
          />
          <p className="mt-4 border-line border-t pt-3 text-13 text-muted">
            {result.ok
              ? `Everything works, in ${format.latency(result.total_ms)} altogether. `
              : "It did not get through. "}
            {result.call_id ? (
              <TextLink href={`/${org.slug}/calls/${result.call_id}`}>Open the test call</TextLink>
            ) : null}
          </p>
        </div>
      ) : null}
    </div>
  );
}
