import type { Page } from "@playwright/test";
import type { BuiltRoute } from "../ownership/routes";
import {
  changeApiKey,
  changeCredential,
  chooseTwo,
  click,
  deliveryRead,
  failAuditLog,
  failCredentials,
  failFigures,
  failKeys,
  failLimits,
  filterByReason,
  firstStep,
  goOffline,
  healthRead,
  limitsRead,
  makeApiKey,
  mentionSomebody,
  openBeside,
  openFirstEntry,
  press,
  readTooMuch,
  reveal,
  rotateKeys,
  signInWrongly,
  soundLoaded,
  tab,
  verifyLog,
} from "./acts";
import type { Visitor, World } from "./world";

/** One look at a page: who looks, where exactly, and what was opened on it. */
export type Visit = {
  state: string;
  as: Visitor;
  path: (world: World) => string;
  /** Does what the look is about, and waits until it is seen. */
  act?: (page: Page) => Promise<void>;
};

const visit = (state: string, as: Visitor, path: Visit["path"] | string, act?: Visit["act"]): Visit => ({
  state,
  as,
  path: typeof path === "string" ? () => path : path,
  ...(act ? { act } : {}),
});

const inside =
  (rest: string) =>
  ({ slug }: World) =>
    `/${slug}${rest}`;

const onFirstMorning =
  (rest: string) =>
  ({ emptySlug }: World) =>
    `/${emptySlug}${rest}`;

/**
 * Every page of the build and the states it is looked at in: for accessibility, for screenshots. A page that is not
 * listed here fails the tests. Dialogs and menus that belong to every screen are opened once, on the overview.
 */
export const PAGES: Record<string, Visit[]> = {
  "/": [visit("visitor", "nobody", "/")],
  "/_not-found": [visit("signed in", "person", "/no-such-organization")],
  "/docs/api": [visit("visitor", "nobody", "/docs/api")],
  // The root layout itself must fail before anybody sees it.
  "/_global-error": [],
  "/sign-in": [visit("empty form", "nobody", "/sign-in"), visit("refused", "nobody", "/sign-in", signInWrongly)],
  "/sign-up": [visit("empty form", "nobody", "/sign-up")],
  "/check-your-mail": [visit("after signing up", "nobody", "/check-your-mail")],
  "/forgot-password": [visit("empty form", "nobody", "/forgot-password")],
  "/reset-password": [visit("without a link", "nobody", "/reset-password")],
  "/auth/confirm": [visit("half a link", "nobody", "/auth/confirm")],
  "/invitations/[token]": [
    visit("open", "nobody", ({ invitation }) => `/invitations/${invitation}`),
    visit("for somebody else", "person", ({ invitation }) => `/invitations/${invitation}`),
    visit("unknown", "nobody", "/invitations/nothing"),
  ],
  "/account": [visit("own account", "admin", "/account"), visit("with a second factor", "operator", "/account")],
  "/unlock": [
    visit("from the mail", "nobody", `/unlock?token=${"0".repeat(64)}.1700000000000.${"0".repeat(64)}`),
    visit("half a link", "nobody", "/unlock"),
  ],
  "/second-factor": [
    visit("code asked", "halfway", "/second-factor"),
    visit("phone lost", "halfway", "/second-factor", reveal("I do not have my phone", "Recovery code")),
    visit("to set up", "person", "/second-factor?next=/account"),
    visit(
      "to scan",
      "person",
      "/second-factor?next=/account",
      reveal("Set up an authenticator app", "Code the app shows now"),
    ),
  ],
  "/new-organization": [visit("empty form", "person", "/new-organization")],
  "/ops": [
    visit("all organizations", "operator", "/ops", healthRead),
    visit("rotate keys", "operator", "/ops", rotateKeys),
    visit("keys failed", "operator", "/ops", failKeys),
  ],
  "/ops/organizations/[id]": [
    visit("at work", "operator", ({ ids }) => `/ops/organizations/${ids.organization}`),
    visit("suspended", "operator", ({ suspended }) => `/ops/organizations/${suspended.id}`),
  ],
  "/suspended/[org]": [visit("by staff", "viewer", ({ suspended }) => `/suspended/${suspended.slug}`)],
  "/[org]": [visit("leads to the overview", "viewer", inside(""))],
  "/[org]/overview": [
    visit("in the middle of the day", "admin", inside("/overview")),
    visit("first morning", "newcomer", onFirstMorning("/overview"), firstStep),
    visit("as operator", "operator", inside("/overview")),
    visit("search", "admin", inside("/overview"), press("ControlOrMeta+k")),
    visit("keyboard help", "admin", inside("/overview"), press("?")),
    visit("person menu", "admin", inside("/overview"), click(/Your menu/)),
    visit("one's organizations", "viewer", inside("/overview"), click(/Switch organization/)),
    visit("mentions", "admin", inside("/overview"), click(/unseen mention/)),
    visit("30 days", "admin", inside("/overview?range=30d")),
    visit("numbers", "admin", inside("/overview?range=7d"), click("Numbers")),
    visit("figures failed", "admin", inside("/overview"), failFigures),
    visit("offline", "admin", inside("/overview"), goOffline),
    visit("slowed down", "admin", inside("/overview"), readTooMuch),
  ],
  "/[org]/calls": [
    visit("in the middle of the day", "admin", inside("/calls")),
    visit("first morning", "newcomer", onFirstMorning("/calls")),
    visit("no match", "viewer", inside("/calls?search=hippopotamus")),
    visit("words found", "admin", inside("/calls?search=appointment")),
    visit("filters", "admin", inside("/calls?direction=inbound"), click(/^Filter$/)),
    visit("filter by reason", "admin", inside("/calls?direction=inbound"), filterByReason),
    visit("needs review", "admin", inside("/calls?review=needed")),
    visit("two chosen", "admin", inside("/calls"), chooseTwo),
    visit("order and columns", "admin", inside("/calls"), click(/order and columns/i)),
    visit("views", "admin", inside("/calls"), click("Views")),
    visit("a call beside it", "admin", inside("/calls?status=ended"), openBeside),
    visit("a call beside it, as viewer", "viewer", inside("/calls?status=ended"), openBeside),
  ],
  "/[org]/calls/[id]": [
    visit("ended", "admin", ({ slug, ids }) => `/${slug}/calls/${ids.call}`, soundLoaded),
    visit("as viewer", "viewer", ({ slug, ids }) => `/${slug}/calls/${ids.call}`),
    visit(
      "keeping the recording",
      "admin",
      ({ slug, ids }) => `/${slug}/calls/${ids.call}`,
      click("Download the recording"),
    ),
    visit("writing a note", "admin", ({ slug, ids }) => `/${slug}/calls/${ids.call}`, mentionSomebody),
    visit("deliveries", "admin", ({ slug, ids }) => `/${slug}/calls/${ids.call}`, tab(/^Deliveries/)),
    visit("raw", "admin", ({ slug, ids }) => `/${slug}/calls/${ids.call}`, tab("Raw")),
    visit("under way", "admin", ({ slug, ids }) => `/${slug}/calls/${ids.liveCall}`),
  ],
  "/[org]/live": [
    visit("one call", "admin", inside("/live")),
    visit("nobody on the phone", "newcomer", onFirstMorning("/live")),
  ],
  "/[org]/inbox/[[...id]]": [
    visit("list", "admin", inside("/inbox")),
    visit("failed delivery", "admin", ({ slug, ids }) => `/${slug}/inbox/${ids.failedDelivery}`, deliveryRead),
    visit("as viewer", "viewer", ({ slug, ids }) => `/${slug}/inbox/${ids.failedDelivery}`),
    visit("replay", "admin", ({ slug, ids }) => `/${slug}/inbox/${ids.failedDelivery}`, press("r")),
    visit("first morning", "newcomer", onFirstMorning("/inbox")),
  ],
  "/[org]/agents": [
    visit("all kinds", "admin", inside("/agents")),
    visit("first morning", "newcomer", onFirstMorning("/agents")),
  ],
  "/[org]/agents/new": [
    visit("empty form", "admin", inside("/agents/new")),
    visit("as viewer", "viewer", inside("/agents/new")),
  ],
  "/[org]/agents/compare": [visit("side by side", "admin", inside("/agents/compare"))],
  "/[org]/agents/[id]": [
    visit("validated", "admin", ({ slug, ids }) => `/${slug}/agents/${ids.agent}`),
    visit("waiting", "admin", ({ slug, ids }) => `/${slug}/agents/${ids.waitingAgent}`),
    visit("as viewer", "viewer", ({ slug, ids }) => `/${slug}/agents/${ids.agent}`),
  ],
  "/[org]/settings": [
    visit("as admin", "admin", inside("/settings")),
    visit("as viewer", "viewer", inside("/settings")),
  ],
  "/[org]/settings/members": [
    visit("as admin", "admin", inside("/settings/members")),
    visit("as viewer", "viewer", inside("/settings/members")),
    visit("invite", "admin", inside("/settings/members"), click(/^Invite$/)),
  ],
  "/[org]/settings/keys": [
    visit("as admin", "admin", inside("/settings/keys")),
    visit("as viewer", "viewer", inside("/settings/keys")),
    visit("add", "admin", inside("/settings/keys"), click(/^Add a credential$/)),
    visit("change", "admin", inside("/settings/keys"), changeCredential),
    visit("failed", "admin", inside("/settings/keys"), failCredentials),
    visit("first morning", "newcomer", onFirstMorning("/settings/keys")),
  ],
  "/[org]/settings/protection": [
    visit("as admin", "admin", inside("/settings/protection")),
    visit("as viewer", "viewer", inside("/settings/protection")),
  ],
  "/[org]/settings/api-keys": [
    visit("as admin", "admin", inside("/settings/api-keys"), limitsRead),
    visit("as viewer", "viewer", inside("/settings/api-keys")),
    visit("make", "admin", inside("/settings/api-keys"), click(/^Make a key$/)),
    visit("made", "admin", inside("/settings/api-keys"), makeApiKey),
    visit("change", "admin", inside("/settings/api-keys"), changeApiKey),
    visit("limits failed", "admin", inside("/settings/api-keys"), failLimits),
    visit("first morning", "newcomer", onFirstMorning("/settings/api-keys")),
  ],
  "/[org]/settings/domains": [
    visit("names waiting, lost and lapsed", "admin", inside("/settings/domains")),
    visit("none", "newcomer", onFirstMorning("/settings/domains")),
    visit("as a viewer", "viewer", inside("/settings/domains")),
    visit("add", "admin", inside("/settings/domains"), click(/^Add a domain$/)),
  ],
  "/[org]/settings/audit": [
    visit("as admin", "admin", inside("/settings/audit")),
    visit("as viewer", "viewer", inside("/settings/audit")),
    visit("an entry", "admin", inside("/settings/audit?subject_type=credential"), openFirstEntry),
    visit("verified", "admin", inside("/settings/audit"), verifyLog),
    visit("no match", "admin", inside("/settings/audit?action=agent.deleted")),
    visit("failed", "admin", inside("/settings/audit"), failAuditLog),
    visit("first morning", "newcomer", onFirstMorning("/settings/audit")),
  ],
};

/** Pages of a build that nobody looks at. */
export function unvisited(routes: readonly BuiltRoute[]): string[] {
  return routes.filter(({ kind, address }) => kind === "page" && !PAGES[address]).map(({ address }) => address);
}
