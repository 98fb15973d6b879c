import { KeyRound } from "lucide-react";
import type { Attention } from "@/lib/analytics/list-attention";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { Time } from "../../_ui/time";
import { AttentionLine } from "./attention-line";

/** A credential in use that has expired, or is about to. */
export function EndingCredential({ item }: { item: Extract<Attention, { credential: unknown }> }) {
  const { org } = useOrg();
  const mayMend = useCan()("credentials.write");
  const { label, vendor } = item.credential;
  const isOver = item.kind === "credential_expired";
  return (
    <AttentionLine
      Icon={KeyRound}
      tone={isOver ? "text-bad-mark" : "text-warn-mark"}
      title={`The ${vendor} credential “${label}” ${isOver ? "has expired" : "is about to expire"}`}
      detail={
        isOver ? (
          <>
            Foyer asks {vendor} nothing with it any more: it ended <Time at={item.at} />.
          </>
        ) : (
          <>
            It ends <Time at={item.at} />. {mayMend ? "Rotate" : "An admin can rotate"} it before, or write down a later
            last day.
          </>
        )
      }
      action={
        <LinkButton href={`/${org.slug}/settings/keys`} prefetch={false}>
          {mayMend ? (isOver ? "Mend it" : "Rotate it") : "See the credentials"}
        </LinkButton>
      }
    />
  );
}
