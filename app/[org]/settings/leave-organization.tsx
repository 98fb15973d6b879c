"use client";

import { Button } from "../../_ui/button";
import { ConfirmDialog } from "../../_ui/confirm-dialog";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { useOrg } from "../../_ui/frame/org-context";
import { Section } from "../../_ui/section";

/** A member's own way out; operators are not members and see nothing here. */
export function LeaveOrganization() {
  const { org, role } = useOrg();
  const { run } = useMutationApi<void>({
    method: "DELETE",
    path: () => "/membership",
    toastErrors: false,
  });
  if (role === "super_admin") return null;
  return (
    <Section title="Leave" hint="You lose access at once. Somebody has to invite you to come back.">
      <div>
        <ConfirmDialog
          title={`Leave ${org.name}?`}
          loses="You will no longer see its calls, agents and settings. Nothing in the organization is deleted."
          action="Leave"
          trigger={<Button>Leave this organization</Button>}
          onConfirm={async () => {
            await run();
            window.location.assign("/");
          }}
        />
      </div>
    </Section>
  );
}
