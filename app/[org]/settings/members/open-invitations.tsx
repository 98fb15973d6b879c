"use client";

import { MailPlus } from "lucide-react";
import type { Invitation } from "@/lib/members/schemas";
import { Badge } from "../../../_ui/badge";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { EmptyState } from "../../../_ui/empty-state";
import { ErrorState } from "../../../_ui/error-state";
import { LoadMore } from "../../../_ui/load-more";
import { Card } from "../../../_ui/section";
import { Status } from "../../../_ui/status";
import { DataTable } from "../../../_ui/table";
import type { Column } from "../../../_ui/table-column";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";
import { ROLE_LABEL } from "./role-label";
import type { usePages } from "./use-pages";

/** Invitations nobody has answered yet: sent again or taken back. */
export function OpenInvitations({
  list,
  onInvite,
}: {
  list: ReturnType<typeof usePages<Invitation>>;
  onInvite: () => void;
}) {
  if (list.error) return <ErrorState error={list.error} title="The invitations did not load" onRetry={list.retry} />;
  if (list.loading) return null;
  if (list.rows.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<MailPlus />}
          title="Nobody is waiting"
          action={<Button onClick={onInvite}>Invite somebody</Button>}
          className="py-8"
        >
          Invite colleagues as viewers to listen and read, as admins to look after agents and settings.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card flush>
      <DataTable label="Invitations" rows={list.rows} columns={COLUMNS} rowKey={({ id }) => id} />
      {list.more ? (
        <LoadMore more={list.more} pending={list.pending} error={list.moreError} onMore={list.loadMore} />
      ) : null}
    </Card>
  );
}

const COLUMNS: Column<Invitation>[] = [
  {
    key: "email",
    head: "E-mail address",
    phone: "title",
    cell: ({ email }) => <span className="font-medium">{email}</span>,
  },
  { key: "role", head: "Role", hideBelow: "md", cell: ({ role }) => <Badge>{ROLE_LABEL[role]}</Badge> },
  {
    key: "state",
    head: "Works until",
    phone: "detail",
    cell: ({ state, expires_at }) =>
      state === "expired" ? (
        <Status tone="warn" shape="square">
          Expired
        </Status>
      ) : (
        <span className="text-muted">
          <span className="sm:hidden">Works until </span>
          <Time at={expires_at} as="day" />
        </span>
      ),
  },
  { key: "by", head: "Invited by", hideBelow: "lg", cell: ({ invited_by }) => invited_by ?? "–" },
  {
    key: "actions",
    head: <span className="sr-only">Change</span>,
    align: "right",
    phone: "meta",
    cell: (invitation) => <Actions invitation={invitation} />,
  },
];

function Actions({ invitation }: { invitation: Invitation }) {
  const { run: resend, pending } = useMutationApi<Invitation>({
    method: "POST",
    path: ({ id }) => `/invitations/${id}/mail`,
    body: () => ({}),
    invalidates: () => ["/invitations"],
  });
  const { run: revoke } = useMutationApi<Invitation>({
    method: "DELETE",
    path: ({ id }) => `/invitations/${id}`,
    invalidates: () => ["/invitations"],
    toastErrors: false,
  });
  const again = () =>
    resend(invitation).then(
      () => toastDone(`The invitation to ${invitation.email} is on its way again`),
      () => undefined,
    );
  return (
    <span className="inline-flex gap-1">
      <Button size="small" look="ghost" pending={pending} onClick={() => void again()}>
        Send again
      </Button>
      <ConfirmDialog
        title={`Take back the invitation for ${invitation.email}?`}
        loses="The link in the mail stops working. You can invite the address again."
        action="Take back"
        trigger={
          <Button size="small" look="ghost">
            Take back
          </Button>
        }
        onConfirm={() => revoke(invitation)}
      />
    </span>
  );
}
