import { randomUUID } from "node:crypto";
import { fingerprint } from "../../support/fingerprint";
import { type Answer, type Attempt, forgedSession, send, WRITES } from "./attempt";
import { bodies } from "./bodies";
import { audienceOf, type BuiltRoute } from "./routes";
import type { Tenant } from "./tenants";

/** Reads that an admin's own organization answers otherwise than with 200, because this one has no such thing. */
const NOTHING_THERE: Record<string, number[]> = {
  "/agents/[id]/vendor_agents": [404, 409, 422, 503],
  "/calls/[id]/recording": [404, 503],
  "/calls/[id]/waveform": [404, 503],
};

/** What everybody may do to what is their own, whatever their role. */
const EVERYBODYS = new Set(["DELETE /membership", "PUT /mentions/seen", "PUT /views", "DELETE /views/[id]"]);

/** Reads of an organization's admins that platform staff have no part in, even on a visit. */
const NOT_FOR_STAFF = new Set(["/invitations"]);

const MALFORMED = ["not-an-id", "%00", "1%27%20or%201%3D1--", "..%2f..%2fadmin"];

export type Tenants = { victim: Tenant; attacker: Tenant; operator: string; person: string };

/**
 * The one checker of promise S2: asks every address of a build as everybody, about their own things and about another
 * organization's. Answers one line per broken promise.
 */
export async function sweepOwnership(base: string, routes: readonly BuiltRoute[], tenants: Tenants) {
  const { victim, attacker, operator, person } = tenants;
  const found: string[] = [];
  let asked = 0;
  const strangers = { "another admin": attacker.cookies.admin, "another viewer": attacker.cookies.viewer, person };
  const nobody = { nobody: undefined, "a forged session": forgedSession(), "an ended session": forgedSession(-60) };

  const ask = async (attempt: Attempt): Promise<Answer> => {
    asked += 1;
    const answer = await send(base, attempt);
    const complain = (what: string) =>
      found.push(`${attempt.method} ${attempt.route.address} as ${attempt.who}: ${what}`);
    if (answer.status >= 500 && answer.status !== 503) complain(`answers ${answer.status}`);
    for (const problem of headerProblems(attempt, answer)) complain(problem);
    if (attempt.route.kind === "api") return answer;
    // A navigation inside the browser fetches the page's payload; Next redirects it to an address of its own first.
    for (const path of [attempt.path, `${attempt.path}?_rsc`]) {
      asked += 1;
      const payload = await send(base, { ...attempt, path, isPayload: true });
      for (const problem of headerProblems(attempt, payload)) complain(`its payload ${problem}`);
      answer.text += payload.text;
    }
    return answer;
  };
  const refused = async (attempt: Attempt, statuses: readonly number[]) => {
    const answer = await ask(attempt);
    const line = `${attempt.method} ${attempt.route.address} as ${attempt.who} at ${attempt.path}`;
    const status = saysNotFound(attempt, answer) ? 404 : answer.status;
    if (!statuses.includes(status)) found.push(`${line}: answers ${status}, not ${statuses.join(" or ")}`);
    const told = victim.secrets.filter((secret) => answer.text.includes(secret));
    if (told.length > 0) found.push(`${line}: tells ${told.join(", ")}`);
  };

  const viewerRefused = async (attempt: Attempt) => {
    const { status } = await ask(attempt);
    if (status !== 403)
      found.push(`${attempt.method} ${attempt.route.address} as ${attempt.who}: answers ${status}, not 403`);
  };

  const classified = routes.map((route) => ({ route, audience: audienceOf(route) }));
  for (const { route, audience } of classified) if (!audience) found.push(`${route.address}: is not classified`);
  const own = classified.filter(({ audience }) => audience === "organization").map(({ route }) => route);
  const methods = new Map<BuiltRoute, string[]>();
  for (const route of routes) methods.set(route, await methodsOf(base, route, pathOf(route, victim, victim)));

  const before = await fingerprint(victim.id);
  for (const route of own) {
    const toSignIn = route.kind === "page" ? [307] : [401];
    for (const method of methods.get(route) ?? []) {
      const body = bodies(victim)[`${method} ${below(route)}`];
      const attempt = { route, method, body };
      const theirs = pathOf(route, victim, victim);
      for (const [who, cookie] of Object.entries(nobody))
        await refused({ ...attempt, path: theirs, who, cookie }, toSignIn);
      for (const [who, cookie] of Object.entries(strangers))
        await refused({ ...attempt, path: theirs, who, cookie }, [404]);
      // Some addresses know people only, and a key is nobody to them.
      const program = { who: "another's API key", key: attacker.key };
      if (route.kind === "api") await refused({ ...attempt, ...program, path: theirs }, [404, 401]);
      if (!hasId(route)) {
        // What names foreign rows in its body may say that it changed none; the fingerprint knows.
        if (JSON.stringify(body ?? "").match(/[0-9a-f]{8}-/))
          await refused(
            {
              ...attempt,
              path: pathOf(route, attacker, attacker),
              who: "another admin",
              cookie: attacker.cookies.admin,
            },
            [200, 202, 404, 422],
          );
        continue;
      }
      for (const [who, cookie] of Object.entries({ ...strangers, "an operator": operator })) {
        // What is not theirs to do is refused before anybody looks for the row.
        const statuses = who === "another viewer" || who === "an operator" ? [404, 403] : [404];
        await refused({ ...attempt, path: pathOf(route, attacker, victim), who, cookie }, statuses);
      }
      // What is a person's to do is refused before anybody looks for the row.
      if (route.kind === "api")
        await refused({ ...attempt, ...program, path: pathOf(route, attacker, victim) }, [404, 403, 401]);
      for (const id of [randomUUID(), ...MALFORMED]) {
        const path = pathOf(route, attacker, attacker, id);
        await refused({ ...attempt, path, who: `another admin (${id})`, cookie: attacker.cookies.admin }, [404, 400]);
      }
    }
  }
  const after = await fingerprint(victim.id);
  for (const [table, hash] of Object.entries(before))
    if (after[table] !== hash) found.push(`${table}: rows of the organization changed`);

  for (const route of own) {
    for (const method of methods.get(route) ?? []) {
      const name = `${method} ${below(route)}`;
      const attempt = { route, method, path: pathOf(route, victim, victim), body: bodies(victim)[name] };
      if (WRITES.includes(method)) {
        if (!EVERYBODYS.has(name))
          await viewerRefused({ ...attempt, who: "own viewer", cookie: victim.cookies.viewer });
        continue;
      }
      for (const [who, cookie] of Object.entries({ "own admin": victim.cookies.admin, "an operator": operator })) {
        const { status } = await ask({ ...attempt, who, cookie });
        const isNotTheirs = who === "an operator" && NOT_FOR_STAFF.has(below(route));
        const expected = isNotTheirs ? [403] : [200, 307, ...(NOTHING_THERE[below(route)] ?? [])];
        if (!expected.includes(status)) found.push(`${name} as ${who}: answers ${status}, not 200`);
      }
    }
  }

  for (const { route, audience } of classified) {
    if (!audience || audience === "organization" || audience === "anyone") continue;
    const path = pathOf(route, victim, victim);
    for (const method of methods.get(route) ?? []) {
      const shut = audience === "vendor" ? [401, 404, 503] : route.kind === "page" ? [307, 404] : [401, 404];
      const attempt = { route, method, path, body: bodies(victim)[`${method} ${route.address}`] };
      for (const [who, cookie] of Object.entries(nobody)) await refused({ ...attempt, who, cookie }, shut);
      if (route.kind === "api") await refused({ ...attempt, who: "an API key", key: attacker.key }, shut);
      if (audience === "operator" || audience === "scheduler" || audience === "monitor")
        for (const [who, cookie] of Object.entries(strangers))
          await refused({ ...attempt, who, cookie }, audience === "operator" ? [404] : [401]);
    }
  }

  // Open pages may differ for somebody who is signed in, and then nobody else may be given them.
  for (const { route, audience } of classified) {
    if (audience !== "anyone" || route.kind === "api" || route.address.startsWith("/_")) continue;
    const path = pathOf(route, victim, victim);
    for (const [who, cookie] of Object.entries({ ...nobody, "own admin": victim.cookies.admin }))
      await ask({ route, method: "GET", path, who, cookie });
  }
  return { found, asked };
}

const below = ({ address }: BuiltRoute) => address.replace(/^\/api\/v1\/orgs\/\[org\]|^\/\[org\]/, "");

const hasId = (route: BuiltRoute) => /\[\[?(\.\.\.)?(id|user_id)\]/.test(below(route));

/** The address in one organization, with the ids of another's things, or with an id that is nobody's. */
export function pathOf(route: BuiltRoute, organization: Tenant, owner: Tenant, id?: string): string {
  const segments = route.address.split("/");
  return segments
    .map((segment, at) => {
      if (!segment.startsWith("[")) return segment;
      if (segment === "[org]") return organization.slug;
      if (segment === "[provider]") return "retell";
      if (segment === "[token]") return "agent_00000000000000000000000000000000";
      if (segment === "[slug]") return "some-slug";
      const known = owner.ids[segments[at - 1] ?? ""];
      if (!known) throw new Error(`${route.address}: the sweep knows no id for ${segment}`);
      return id ?? known;
    })
    .join("/");
}

/** Next answers OPTIONS with what a handler exports; a page is read. */
export async function methodsOf(base: string, route: BuiltRoute, path: string): Promise<string[]> {
  if (route.kind === "page") return ["GET"];
  const answer = await fetch(`${base}${path}`, { method: "OPTIONS" });
  const allowed = (answer.headers.get("allow") ?? "").split(", ");
  return ["GET", ...WRITES].filter((method) => allowed.includes(method));
}

/**
 * A member's own frame and skeleton are on their way, with a status of 200, before the page is asked: its "not found" then
 * stands in the stream, where Next marks it.
 */
const saysNotFound = ({ route }: Attempt, { status, text }: Answer): boolean =>
  route.kind === "page" && hasId(route) && status === 200 && text.includes("NEXT_HTTP_ERROR_FALLBACK;404");

/** S16: whatever depends on who asks is nobody else's to keep; and every answer can be found in the log. */
function headerProblems({ route, cookie }: Attempt, { status, headers, text }: Answer): string[] {
  const problems: string[] = [];
  const cache = headers.get("cache-control") ?? "";
  const isPrivate = cache.includes("private") && cache.includes("no-store");
  // Next's own way to the address of a payload: the same for everybody, without a word in it.
  const isWayToPayload = status === 307 && text === "" && /[?&]_rsc/.test(headers.get("location") ?? "");
  if (isWayToPayload && !headers.has("set-cookie")) return problems;
  const isOpen = audienceOf(route) === "anyone" && !headers.has("set-cookie") && cookie === undefined;
  if (!isPrivate && !isOpen) problems.push(`is sent with cache-control "${cache}"`);
  if (route.kind === "api" && !headers.has("x-request-id")) problems.push("has no x-request-id");
  return problems;
}
