import type { BrowserContext } from "@playwright/test";
import { type CaughtItem, catchEnvelopes, type EnvelopeCatcher } from "./catch-envelopes";
import { expect } from "./expect";
import { type Member, makeOrganization, type TestOrganization } from "./organization";
import { type ReportingApp, serveReportingApp } from "./reporting-app";
import { openSeverableRoad, type SeverableRoad } from "./severable-road";

/** The application as it reports to Sentry, with a road to its database that can be cut. */
export type ReportedApp = {
  app: ReportingApp;
  sentry: EnvelopeCatcher;
  road: SeverableRoad;
  organization: TestOrganization;
  stop(): Promise<void>;
};

export const RELEASE = "5817b68c0ffee5817b68c0ffee5817b68c0ffee1";
export const EMAIL = "jane.roe@example.com";

export async function serveReportedApp(variables: Record<string, string> = {}): Promise<ReportedApp> {
  const sentry = await catchEnvelopes();
  const database = new URL(process.env.DATABASE_URL ?? "");
  const road = await openSeverableRoad(database.href);
  database.host = new URL(road.url).host;
  const app = await serveReportingApp({
    DATABASE_URL: database.href,
    SENTRY_DSN: sentry.dsn,
    VERCEL_GIT_COMMIT_SHA: RELEASE,
    ...variables,
  });
  const organization = await makeOrganization({ name: "Lakeside of Jane Roe" });
  return {
    app,
    sentry,
    road,
    organization,
    async stop() {
      await app.stop();
      await road.stop();
      await sentry.stop();
    },
  };
}

/** Signs somebody in, by their session's cookie, at the address of the second server. */
export async function enter(
  context: BrowserContext,
  { url }: ReportingApp,
  person: Pick<Member, "cookie">,
): Promise<void> {
  for (const pair of (await person.cookie()).split("; ")) {
    const at = pair.indexOf("=");
    await context.addCookies([
      { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true, sameSite: "Lax" },
    ]);
  }
}

/** Whether a caught item is an event with this text in it. */
export function holds(text: string) {
  return (item: CaughtItem): boolean => item.type === "event" && item.payload.includes(text);
}

export function expectNothingOfPersons(payload: string, { slug, admin }: TestOrganization): void {
  for (const secret of ["555-0134", "5550134", EMAIL, "Jane", slug, admin.email, "foyer-session"])
    expect(payload).not.toContain(secret);
}
