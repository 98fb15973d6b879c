import { CircleAlert, FileQuestion } from "lucide-react";
import { useFormat } from "@/app/_ui/format/use-format";
import type { Attention } from "@/lib/analytics/list-attention";
import { Button } from "../../_ui/button";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { toastDone } from "../../_ui/toast";
import { AttentionLine } from "./attention-line";

/** Deliveries that failed, or that could not be used: the inbox tells them apart by the same words. */
export function WaitingDeliveries({ item }: { item: Extract<Attention, { deliveries: number }> }) {
  const format = useFormat();
  const { org } = useOrg();
  const mayReplay = useCan()("deliveries.replay");
  const { deliveries, capped } = item;
  const count = capped ? `More than ${deliveries} deliveries` : format.count(deliveries, "delivery", "deliveries");
  if (item.kind === "deliveries_unusable") {
    return (
      <AttentionLine
        Icon={FileQuestion}
        tone="text-warn-mark"
        title={`${count} could not be used`}
        detail="Authentic, but they say nothing Foyer can use. They are kept."
        action={
          <LinkButton href={`/${org.slug}/inbox?state=unusable`} prefetch={false}>
            Open in the inbox
          </LinkButton>
        }
      />
    );
  }
  return (
    <AttentionLine
      Icon={CircleAlert}
      tone="text-bad-mark"
      title={`${count} failed`}
      detail={`Understood, but not applied. They are kept; ${mayReplay ? "replay them to try again" : "an admin can replay them"}.`}
      action={
        <>
          <LinkButton
            href={`/${org.slug}/inbox?state=failed`}
            prefetch={false}
            {...(mayReplay ? { look: "ghost" } : {})}
          >
            Open in the inbox
          </LinkButton>
          {mayReplay ? <ReplayFailed /> : null}
        </>
      }
    />
  );
}

function ReplayFailed() {
  const { run, pending } = useMutationApi<{ filter: { state: string[] } }>({
    method: "POST",
    path: () => "/deliveries/replays",
    invalidates: () => ["/overview", "/deliveries", "/calls"],
  });
  const replay = () =>
    run({ filter: { state: ["failed"] } }).then(
      () => toastDone("Replaying. Whatever is applied leaves this list."),
      () => undefined,
    );
  return (
    <Button pending={pending} onClick={replay}>
      Replay them
    </Button>
  );
}
