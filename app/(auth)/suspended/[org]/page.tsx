import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { organizationsOfReader, requireReader } from "@/lib/auth/page";
import { LinkButton } from "../../../_ui/link-button";
import { AuthHeading } from "../../auth-heading";
import { SignOutButton } from "../../sign-out-button";

export const metadata: Metadata = { title: "Suspended" };

/** What members see of an organization that is suspended, and the way to those that are not. */
export default async function SuspendedPage({ params }: { params: Promise<{ org: string }> }) {
  const { org: slug } = await params;
  const organizations = await organizationsOfReader(await requireReader(`/suspended/${slug}`));
  const here = organizations.find((each) => each.slug === slug);
  if (!here?.is_suspended) redirect(`/${slug}/overview`);
  const others = organizations.filter((each) => !each.is_suspended);
  return (
    <>
      <AuthHeading title={`${here.name} is suspended`}>
        Nothing is lost: its agents go on, and every call they report is taken and kept. As soon as Foyer opens it
        again, all of it is here.
      </AuthHeading>
      <p className="text-14 text-muted">
        {here.role === "org_admin"
          ? "If you do not know why, answer any mail of ours, and we will tell you."
          : "Ask an admin of your organization; they know how to reach us."}
      </p>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <LinkButton href={`/${slug}/overview`}>Look again</LinkButton>
        {others.map((each) => (
          <LinkButton key={each.slug} href={`/${each.slug}/overview`} look="ghost">
            Open {each.name}
          </LinkButton>
        ))}
        <SignOutButton />
      </div>
    </>
  );
}
