import type { Metadata } from "next";
import { organizationsOfReader, requireReader } from "@/lib/auth/page";
import { TextLink } from "../../_ui/text-link";
import { AuthHeading } from "../auth-heading";
import { SignOutButton } from "../sign-out-button";
import { NewOrganizationForm } from "./new-organization-form";

export const metadata: Metadata = { title: "New organization" };

export default async function NewOrganizationPage() {
  const reader = await requireReader("/new-organization");
  const organizations = await organizationsOfReader(reader);
  const first = organizations.length === 0;
  const name = reader.full_name.split(" ")[0];
  return (
    <>
      <AuthHeading title={first ? `Welcome${name ? `, ${name}` : ""}` : "New organization"}>
        {first
          ? "Create your organization: the clinic, dealer or agency whose calls you look after. You can invite others afterwards."
          : "You become its admin and can switch between your organizations at any time."}
      </AuthHeading>
      <NewOrganizationForm />
      <p className="mt-6 text-14 text-muted">
        {first ? (
          <>
            Waiting for an invitation? Open the link in its mail. You are signed in as {reader.email}. <SignOutButton />
          </>
        ) : (
          <TextLink href="/">Back</TextLink>
        )}
      </p>
    </>
  );
}
