"use client";

import { UserPlus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Suspense, useEffect, useState } from "react";
import { late } from "@/app/_ui/late";
import type { Page } from "@/lib/http/cursor";
import type { Invitation, Member } from "@/lib/members/schemas";
import { Button } from "../../../_ui/button";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { ErrorState } from "../../../_ui/error-state";
import { useCan, useOrg } from "../../../_ui/frame/org-context";
import { LoadMore } from "../../../_ui/load-more";
import { Card, Section } from "../../../_ui/section";
import { TableSkeleton } from "../../../_ui/skeleton";
import { SettingsFrame } from "../settings-frame";
import { MemberTable } from "./member-table";
import { OpenInvitations } from "./open-invitations";
import { Ownership } from "./ownership";
import { usePages } from "./use-pages";

const InviteDialog = late(() => import("./invite-dialog").then((module) => module.InviteDialog));
const TransferDialog = late(() => import("./transfer-dialog").then((module) => module.TransferDialog));

/** Who belongs to the organization and who is invited; viewers see the members and nothing to change. */
export function MembersScreen({
  members,
  invitations,
}: {
  members: Snapshot<Page<Member>>;
  invitations?: Snapshot<Page<Invitation>>;
}) {
  const editable = useCan()("members.write");
  // null = never opened: its code is not loaded yet.
  const [inviting, setInviting] = useState<boolean | null>(null);
  const asked = useSearchParams().has("invite");
  const router = useRouter();
  const pathname = usePathname();
  // The command bar leads here with the question already asked.
  useEffect(() => {
    if (asked && editable) setInviting(true);
  }, [asked, editable]);
  const invite = (open: boolean) => {
    setInviting(open);
    if (!open && asked) router.replace(pathname);
  };
  const list = usePages<Member>("/members", members);
  const { person } = useOrg();
  const owner = list.rows.find(({ is_owner }) => is_owner);
  const mayTransfer = editable && owner?.user_id === person.id;
  // null = never opened; "" lets them choose.
  const [transfer, setTransfer] = useState<{ to: string; open: boolean } | null>(null);
  const open = usePages<Invitation>(editable ? "/invitations" : null, invitations);
  return (
    <SettingsFrame
      label="Members"
      answer={answer(list.rows, list.more, open.rows)}
      detail={editable ? null : "Admins invite people and change roles. You see this as a viewer."}
      actions={
        editable ? (
          <Button look="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden />
            Invite
          </Button>
        ) : null
      }
    >
      <Card flush>
        {list.loading && list.rows.length === 0 ? <TableSkeleton rows={4} label="Loading members" /> : null}
        {list.error ? <ErrorState error={list.error} title="The members did not load" onRetry={list.retry} /> : null}
        {list.rows.length > 0 ? (
          <MemberTable
            members={list.rows}
            editable={editable}
            onTransfer={mayTransfer ? ({ user_id }) => setTransfer({ to: user_id, open: true }) : undefined}
          />
        ) : null}
        {list.more || list.moreError ? (
          <LoadMore more={list.more} pending={list.pending} error={list.moreError} onMore={list.loadMore} />
        ) : null}
      </Card>
      {editable ? (
        <Section title="Invitations" hint="Each link works once, for the invited address alone, for seven days.">
          <OpenInvitations list={open} onInvite={() => setInviting(true)} />
        </Section>
      ) : null}
      {list.rows.length > 0 && !(list.more && !owner) ? (
        <Ownership owner={owner} onTransfer={mayTransfer ? () => setTransfer({ to: "", open: true }) : undefined} />
      ) : null}
      <Suspense>
        {transfer === null ? null : (
          <TransferDialog
            key={transfer.to}
            to={transfer.to}
            admins={list.rows.filter((each) => each.role === "org_admin" && !each.is_owner)}
            open={transfer.open}
            onOpenChange={(shown) => setTransfer({ ...transfer, open: shown })}
          />
        )}
      </Suspense>
      <Suspense>{inviting === null ? null : <InviteDialog open={inviting} onOpenChange={invite} />}</Suspense>
    </SettingsFrame>
  );
}

function answer(members: Member[], more: boolean, invitations: Invitation[]): string {
  const admins = members.filter(({ role }) => role === "org_admin").length;
  const people = `${members.length}${more ? "+" : ""} ${members.length === 1 ? "person" : "people"}`;
  const waiting = invitations.length > 0 ? `; ${invitations.length} invited` : "";
  return `${people}, ${admins} of them ${admins === 1 ? "an admin" : "admins"}${waiting}.`;
}
