"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { Page } from "@/lib/http/cursor";
import type { Member, MemberRole } from "@/lib/members/schemas";
import { Badge } from "../../../_ui/badge";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Menu, MenuItem, MenuLine } from "../../../_ui/dropdown-menu";
import { useOrg } from "../../../_ui/frame/org-context";
import { IconButton } from "../../../_ui/icon-button";
import { Initial } from "../../../_ui/initial";
import { Status } from "../../../_ui/status";
import { DataTable } from "../../../_ui/table";
import type { Column } from "../../../_ui/table-column";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";
import { PAGE } from "./first-page";
import { nameOf, ROLE_LABEL } from "./role-label";

/** The members; for admins with a menu to change a role (can be undone) or to remove (asks first). */
export function MemberTable({
  members,
  editable,
  onTransfer,
}: {
  members: Member[];
  editable: boolean;
  /** Asks to hand the organization to an admin; absent for whoever may not. */
  onTransfer: ((to: Member) => void) | undefined;
}) {
  const { person } = useOrg();
  const [removing, setRemoving] = useState<Member | null>(null);
  const { run: changeRole } = useMutationApi<{ user_id: string; role: MemberRole; before: MemberRole; name: string }>({
    method: "PATCH",
    path: ({ user_id }) => `/members/${user_id}`,
    body: ({ role }) => ({ role }),
    optimistic: ({ user_id, role }) => [
      {
        path: `/members?limit=${PAGE.limit}`,
        change: (page) => withRole(page as Page<Member> | undefined, user_id, role),
      },
    ],
    invalidates: () => ["/members"],
    undo: ({ user_id, role, before, name }) => ({
      message: `${name} is now ${role === "org_admin" ? "an admin" : "a viewer"}`,
      input: { user_id, name, role: before, before: role },
    }),
  });
  const { run: remove } = useMutationApi<Member>({
    method: "DELETE",
    path: ({ user_id }) => `/members/${user_id}`,
    invalidates: () => ["/members"],
    toastErrors: false,
  });
  const { run: lift } = useMutationApi<Member>({
    method: "DELETE",
    path: ({ user_id }) => `/members/${user_id}/lock`,
    invalidates: () => ["/members"],
  });
  const unlock = (member: Member) =>
    void lift(member).then(
      () => toastDone(`${nameOf(member)} can sign in again`),
      () => undefined,
    );
  const change = (member: Member) => {
    const role = member.role === "org_admin" ? "org_viewer" : "org_admin";
    changeRole({ user_id: member.user_id, role, before: member.role, name: nameOf(member) }).catch(() => undefined);
  };
  const columns: Column<Member>[] = [
    {
      key: "name",
      head: "Name",
      phone: "title",
      cell: (member) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Initial name={nameOf(member)} small round />
          <span className="truncate font-medium">{nameOf(member)}</span>
          {member.user_id === person.id ? <span className="text-faint">you</span> : null}
          {member.is_owner ? <Badge tone="accent">Owner</Badge> : null}
          {member.is_locked ? <Badge tone="warn">Locked</Badge> : null}
        </span>
      ),
    },
    {
      key: "email",
      head: "E-mail address",
      phone: "detail",
      cell: ({ email }) => <span className="text-muted">{email}</span>,
    },
    {
      key: "role",
      head: "Role",
      phone: "meta",
      cell: ({ role }) => <Badge tone={role === "org_admin" ? "accent" : "neutral"}>{ROLE_LABEL[role]}</Badge>,
    },
    {
      key: "second_factor",
      head: "Second factor",
      hideBelow: "md",
      cell: ({ second_factor }) => (
        <Status tone={second_factor ? "good" : "neutral"} shape={second_factor ? "dot" : "ring"}>
          {second_factor ? "On" : "Not set up"}
        </Status>
      ),
    },
    { key: "joined", head: "Since", hideBelow: "lg", cell: ({ joined_at }) => <Time at={joined_at} as="day" /> },
  ];
  if (editable) {
    columns.push({
      key: "menu",
      head: <span className="sr-only">Change</span>,
      align: "right",
      phone: "aside",
      width: "3rem",
      cell: (member) =>
        // An owner hands the organization over before anything else may happen to them.
        member.is_owner && !member.is_locked ? null : (
          <Menu
            trigger={
              <IconButton label={`Change ${nameOf(member)}`}>
                <MoreHorizontal />
              </IconButton>
            }
          >
            {member.is_locked ? <MenuItem onSelect={() => unlock(member)}>Unlock the account</MenuItem> : null}
            {member.is_owner ? null : (
              <>
                <MenuItem onSelect={() => change(member)}>
                  {member.role === "org_admin" ? "Make a viewer" : "Make an admin"}
                </MenuItem>
                {onTransfer && member.role === "org_admin" ? (
                  <MenuItem onSelect={() => onTransfer(member)}>Make the owner …</MenuItem>
                ) : null}
                <MenuLine />
                <MenuItem tone="bad" onSelect={() => setRemoving(member)}>
                  Remove …
                </MenuItem>
              </>
            )}
          </Menu>
        ),
    });
  }
  return (
    <>
      <DataTable label="Members" rows={members} columns={columns} rowKey={({ user_id }) => user_id} />
      {removing ? (
        <ConfirmDialog
          title={`Remove ${nameOf(removing)}?`}
          loses="They lose access at once. What they did stays, under their name. You can invite them again."
          action="Remove"
          open
          onOpenChange={(open) => (open ? undefined : setRemoving(null))}
          onConfirm={async () => {
            await remove(removing);
            toastDone(`${nameOf(removing)} was removed`);
          }}
        />
      ) : null}
    </>
  );
}

function withRole(page: Page<Member> | undefined, userId: string, role: MemberRole) {
  return page && { ...page, data: page.data.map((each) => (each.user_id === userId ? { ...each, role } : each)) };
}
