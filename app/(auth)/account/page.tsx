import type { Metadata } from "next";
import { Link } from "@/app/_ui/link";
import { listSessions } from "@/lib/auth/list-sessions";
import { organizationsOfReader, requireSession } from "@/lib/auth/page";
import { readSecondFactor } from "@/lib/auth/read-second-factor";
import { withoutTenant } from "@/lib/db/tenant";
import { DefinitionList } from "../../_ui/definition-list";
import { Initial } from "../../_ui/initial";
import { LinkButton } from "../../_ui/link-button";
import { whatIsMeasured } from "../../_ui/monitoring/what-is-measured";
import { Card, Section } from "../../_ui/section";
import { AuthHeading } from "../auth-heading";
import { SignOutButton } from "../sign-out-button";
import { MeasuringSwitch } from "./measuring-switch";
import { SecondFactorSection } from "./second-factor-section";
import { SessionsSection } from "./sessions-section";

export const metadata: Metadata = { title: "Your account" };

const ROLE: Record<string, string> = { org_admin: "Admin", org_viewer: "Viewer" };

/** Who one is in Foyer, where one belongs, and the way to another password. */
export default async function AccountPage() {
  const { person: reader, session } = await requireSession("/account");
  const [organizations, { factor, sessions }] = await Promise.all([
    organizationsOfReader(reader),
    withoutTenant(async (tx) => ({
      factor: await readSecondFactor(tx, reader.id),
      sessions: await listSessions(tx, reader.id, session.id),
    })),
  ]);
  return (
    <>
      <AuthHeading title="Your account" />
      <div className="flex flex-col gap-8">
        <Card>
          <DefinitionList
            items={[
              { label: "Name", value: reader.full_name || null },
              { label: "E-mail address", value: reader.email },
            ]}
          />
        </Card>
        <Section title="Password" hint="We mail you a link; your other sessions end when you use it.">
          <div>
            <LinkButton href="/forgot-password">Choose a new password</LinkButton>
          </div>
        </Section>
        <SecondFactorSection factor={factor} isOperator={session.is_operator} />
        <SessionsSection sessions={sessions} isOperator={session.is_operator} />
        <Privacy />
        <Section title="Organizations" hint="You leave one in its settings.">
          <Card flush>
            <ul>
              {organizations.map((each) => (
                <li key={each.id} className="border-line border-b last:border-b-0">
                  <Link
                    href={`/${each.slug}/overview`}
                    className="flex h-11 items-center gap-2.5 px-4 text-13 hover:bg-hover focus-visible:-outline-offset-2"
                  >
                    <Initial name={each.name} colour={each.colour} small />
                    <span className="min-w-0 flex-1 truncate font-medium">{each.name}</span>
                    <span className="text-muted">{ROLE[each.role] ?? each.role}</span>
                  </Link>
                </li>
              ))}
              <li>
                <Link
                  href="/new-organization"
                  className="flex h-11 items-center px-4 text-13 text-accent hover:bg-hover focus-visible:-outline-offset-2"
                >
                  New organization
                </Link>
              </li>
            </ul>
          </Card>
        </Section>
        <p className="text-14">
          <SignOutButton />
        </p>
      </div>
    </>
  );
}

/** What is measured of this browser and the way to object; nothing where nothing is. */
function Privacy() {
  const measured = whatIsMeasured();
  const { visits, recordings } = measured;
  if (!visits && !recordings) return null;
  const hints = [
    ...(visits ? ["Visits are counted without cookies, names and ids."] : []),
    ...(recordings ? ["Recordings show the page with all of its text blanked out."] : []),
  ];
  return (
    <Section title="Privacy" hint={hints.join(" ")}>
      <Card>
        <MeasuringSwitch measured={measured} />
      </Card>
    </Section>
  );
}
