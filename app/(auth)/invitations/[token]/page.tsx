import type { Metadata } from "next";
import { currentPerson } from "@/lib/auth/session";
import { readInvitation } from "@/lib/members/read-invitation";
import { LinkButton } from "../../../_ui/link-button";
import { AuthHeading } from "../../auth-heading";
import { SignOutButton } from "../../sign-out-button";
import { JoinButton } from "./join-button";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

const ROLE = {
  org_admin: "an admin: you see calls and agents, change settings and invite others",
  org_viewer: "a viewer: you see calls, transcripts and agents, and change nothing",
};

const CLOSED = {
  accepted: "This invitation has been used. If it was you, you are a member already.",
  revoked: "This invitation has been taken back.",
  expired: "Invitations work for seven days, and this one has expired. Ask for a new one.",
};

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [offer, person] = await Promise.all([readInvitation(token), currentPerson()]);
  if (!offer) {
    return (
      <>
        <AuthHeading title="No such invitation">
          The link is not complete, or a newer mail has replaced it. Open the link in the newest mail.
        </AuthHeading>
        <LinkButton href="/" size="large">
          {person ? "Go to your organizations" : "Sign in"}
        </LinkButton>
      </>
    );
  }
  if (offer.state !== "open") {
    return (
      <>
        <AuthHeading title={`Invitation to ${offer.organization}`}>{CLOSED[offer.state]}</AuthHeading>
        <LinkButton href="/" size="large">
          {person ? "Go to your organizations" : "Sign in"}
        </LinkButton>
      </>
    );
  }
  const here = `/invitations/${token}`;
  const next = `?next=${encodeURIComponent(here)}`;
  return (
    <>
      <AuthHeading title={`Join ${offer.organization}`}>
        {offer.invited_by ?? "An admin"} invites you as {ROLE[offer.role]}.
      </AuthHeading>
      {!person ? (
        <div className="flex flex-col gap-3">
          <LinkButton href={`/sign-up${next}`} look="primary" size="large">
            Create an account
          </LinkButton>
          <LinkButton href={`/sign-in${next}`} size="large">
            I have an account
          </LinkButton>
          <p className="text-14 text-muted">This invitation is for {offer.email}.</p>
        </div>
      ) : person.email === offer.email ? (
        <JoinButton token={token} organization={offer.organization} />
      ) : (
        <p className="rounded-card bg-warn-soft px-3 py-2.5 text-14 text-warn">
          This invitation is for {offer.email}, and you are signed in as {person.email}.{" "}
          <SignOutButton to={`/sign-in${next}`} label="Sign in with the other address" />
        </p>
      )}
    </>
  );
}
