import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { forgetLimits } from "../support/forget-limits";
import { FOREIGN, leavesFor } from "../support/hostile-targets";
import { makePerson } from "../support/organization";
import { builtRoutes } from "./ownership/routes";
import { pathOf } from "./ownership/sweep";
import { makeTenant, type Tenant } from "./ownership/tenants";

/** Promise S18: whatever a link to us says, nobody is sent from here to another site. */
const base = process.env.PUBLIC_BASE_URL ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

/** Every name under which products of this kind take a target; ours is `next`. */
const NAMES = [
  "next",
  "redirect",
  "redirect_to",
  "redirectTo",
  "return_to",
  "returnTo",
  "url",
  "to",
  "callback",
  "continue",
];

/** Where an answer sends the browser: by its Location, a refresh, or the address that our own forms follow. */
async function targetsOf(answer: Response): Promise<string[]> {
  const text = answer.headers.get("content-type")?.startsWith("text/event-stream") ? "" : await answer.text();
  const inJson = /^\{"next":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return [
    answer.headers.get("location"),
    /url=(.*)$/i.exec(answer.headers.get("refresh") ?? "")?.[1],
    /<meta[^>]+http-equiv="refresh"[^>]+url=([^"]+)"/i.exec(text)?.[1],
    // The word that Next gives a browser that navigates within the page.
    /NEXT_REDIRECT;\w+;([^;]*);/.exec(text)?.[1],
    inJson === undefined ? undefined : (JSON.parse(`"${inJson}"`) as string),
  ].filter((target): target is string => typeof target === "string");
}

const leaves = (target: string) => leavesFor(target, base);

async function ask(path: string, cookie: string | undefined, init: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(10_000);
  const headers = { ...(cookie ? { cookie } : {}), ...init.headers };
  const answer = await fetch(`${base}${path}`, { redirect: "manual", signal, ...init, headers });
  if (answer.status !== 429) return answer;
  await answer.body?.cancel();
  await forgetLimits();
  return ask(path, cookie, init);
}

let tenant: Tenant;
test.beforeAll(async () => {
  tenant = await makeTenant(base);
});

test("no address of the build sends anybody away, whatever its query asks for", async () => {
  test.setTimeout(600_000);
  const addresses = (await builtRoutes(distDir))
    .filter(({ address }) => !address.startsWith("/_") && !/\/(live|export)$/.test(address))
    .map((route) => pathOf(route, tenant, tenant));
  const found: string[] = [];
  let sent = 0;
  for (const cookie of [undefined, tenant.cookies.admin]) {
    for (const path of addresses) {
      const benign = await ask(path, cookie);
      const redirects = (await targetsOf(benign)).length > 0;
      for (const target of redirects || /sign-|confirm|invitations/.test(path) ? FOREIGN : FOREIGN.slice(0, 2)) {
        const query = new URLSearchParams(NAMES.map((name) => [name, target]));
        const targets = await targetsOf(await ask(`${path}?${query}`, cookie));
        sent += targets.length;
        for (const each of targets.filter(leaves)) found.push(`${path} with ${JSON.stringify(target)}: ${each}`);
      }
    }
  }
  expect(found).toEqual([]);
  // It did look: most addresses send somebody who is signed out to sign in.
  expect(sent).toBeGreaterThan(500);
});

test("an address that looks like another site's is not followed to it", async () => {
  const paths = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "//evil.example/%2f..",
    "/%2f%2fevil.example",
    "/.//evil.example",
    "//evil.example//",
    "/x//evil.example/",
  ];
  for (const path of paths)
    for (const each of await targetsOf(await ask(path, undefined)))
      expect(leaves(each), `${path} → ${each}`).toBe(false);
});

test("signing in leads to our own pages only", async () => {
  const { email, password } = await makePerson();
  for (const target of FOREIGN) {
    const answer = await ask("/api/auth/sign-in", undefined, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password, next: target }),
    });
    expect(answer.status, target).toBe(200);
    const [next, ...others] = await targetsOf(answer);
    expect(others).toEqual([]);
    expect(next && !leaves(next), `${JSON.stringify(target)} → ${next}`).toBe(true);
  }
});

test("control: a target that is put behind our address as it is leaves us", () => {
  const careless = FOREIGN.filter((target) => leaves(target));
  expect(careless.length).toBeGreaterThan(15);
  expect(leaves("https://evil.example")).toBe(true);
  expect(leaves("//evil.example")).toBe(true);
  expect(leaves("/sign-in")).toBe(false);
});
