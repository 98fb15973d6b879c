import { request } from "node:http";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/browser";
import { builtRoutes } from "./ownership/routes";

/** Promise S17. That no page of ours is refused anything is seen by every browser test: a refusal is an error in the console. */
const base = process.env.PUBLIC_BASE_URL ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

/** The directives of a policy. */
function directives(policy: string | null): Map<string, string[]> {
  return new Map(
    (policy ?? "").split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

/** An address of each kind the build serves; ids that nobody has. */
async function addresses(): Promise<{ kind: "page" | "api"; url: string }[]> {
  const id = "0198a000-0000-7000-8000-000000000000";
  return (await builtRoutes(distDir))
    .filter(({ address }) => !address.startsWith("/_"))
    .map(({ kind, address }) => ({
      kind,
      url: base + address.replaceAll(/\[(\w+)\]/g, (_, name) => (name === "org" ? "nobodys" : id)),
    }));
}

test("every answer carries the headers that close what a page does not need", async () => {
  const served = await addresses();
  expect(served.length).toBeGreaterThan(60);
  for (const { kind, url } of [...served, { kind: "page" as const, url: `${base}/no/such/address` }]) {
    const { headers } = await fetch(url, { redirect: "manual" });
    const where = `${kind} ${url}`;
    expect(headers.get("strict-transport-security"), where).toBe("max-age=63072000; includeSubDomains");
    expect(headers.get("x-content-type-options"), where).toBe("nosniff");
    expect(headers.get("x-frame-options"), where).toBe("DENY");
    expect(headers.get("referrer-policy"), where).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy"), where).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy"), where).toBe("same-origin");
    expect(headers.get("permissions-policy"), where).toContain("microphone=()");
    expect(headers.get("x-powered-by"), where).toBeNull();
    expect(headers.get("access-control-allow-origin"), where).toBeNull();
    const policy = directives(headers.get("content-security-policy"));
    expect(policy.get("default-src"), where).toEqual(["'none'"]);
    expect(policy.get("frame-ancestors"), where).toEqual(["'none'"]);
    expect(policy.get("base-uri"), where).toEqual(["'none'"]);
    const scripts = policy.get("script-src")?.join(" ");
    if (kind === "page" || scripts) expect(scripts, where).toMatch(/^'self' 'nonce-[\w+/]{22}=='$/);
  }
});

test("on a domain that an organization brought along the promise of TLS is for that host alone", async () => {
  const { hostname, port } = new URL(base);
  const asked = await new Promise<string | undefined>((resolve, reject) => {
    const options = { hostname, port, path: "/sign-in", headers: { host: "frontdesk.clinic.example" } };
    request(options, (answer) => {
      answer.resume();
      resolve(answer.headers["strict-transport-security"]);
    })
      .on("error", reject)
      .end();
  });
  expect(asked).toBe("max-age=63072000");
});

test("each answer has a nonce of its own, which all of its inline scripts carry", async () => {
  const nonces = new Set<string>();
  for (let i = 0; i < 5; i++) {
    const answer = await fetch(`${base}/sign-in`);
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "") ?? [];
    const scripts = [...(await answer.text()).matchAll(/<script\b([^>]*)>/g)].map(([, attributes = ""]) => attributes);
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))).toEqual([]);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(5);
});

/** Serves the page with something inserted that the server did not write, its headers as they are. */
async function plant(page: Page, html: (nonce: string) => string): Promise<void> {
  await page.route("**/sign-in", async (route) => {
    const answer = await route.fetch();
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "") ?? [];
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/<body[^>]*>/, `$&${html(nonce)}`) });
  });
}

const ran = (page: Page) => page.evaluate(() => Reflect.get(window, "planted"));
const RUN = "window.planted='yes'";

for (const [what, html] of [
  ["an inline script", `<script>${RUN}</script>`],
  ["an inline script with a guessed nonce", `<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">${RUN}</script>`],
  ["a handler in an attribute", `<img alt="" src="/nothing.png" onerror="${RUN}">`],
  ["a script of another site", '<script src="https://scripts.example/x.js"></script>'],
  ["a script in an address", `<script src="data:text/javascript,${RUN}"></script>`],
  ["a frame", '<iframe title="x" src="/privacy"></iframe>'],
  ["a plugin", '<object data="/icon.svg"></object>'],
] as const) {
  test(`${what} that got into a page does nothing, and is reported`, async ({ page, expectConsole }) => {
    expectConsole(/Content Security Policy|status of 404|Failed to load resource/);
    await plant(page, () => html);
    const report = page.waitForRequest("**/api/policy_reports");
    await page.goto("/sign-in");
    expect((await (await report).response())?.status()).toBe(204);
    expect(await ran(page)).toBeUndefined();
  });
}

test("a form that is checked in the browser tries nothing that the policy forbids", async ({ page, expectConsole }) => {
  expectConsole(/Content Security Policy/);
  const reported: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/policy_reports")) reported.push(request.postData() ?? "");
  });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill("nobody");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByLabel("E-mail address")).toHaveAttribute("aria-invalid", "true");
  // A report leaves a moment after what it is about; this one is sent after any of the form's.
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "1";
    document.body.append(script);
  });
  await expect.poll(() => reported.some((report) => report.includes("inline"))).toBe(true);
  expect(reported.filter((report) => report.includes("eval"))).toEqual([]);
});

test("control: the same script with the answer's nonce runs, so the tests above would see it", async ({ page }) => {
  await plant(page, (nonce) => `<script nonce="${nonce}">${RUN}</script>`);
  await page.goto("/sign-in");
  expect(await ran(page)).toBe("yes");
});

const FRAMED_BY = ["content-security-policy", "x-frame-options", "cross-origin-resource-policy"];

for (const [framed, without, seen] of [
  ["cannot frame a page", [], 0],
  ["could, were it not for the headers (control)", FRAMED_BY, 1],
] as const) {
  test(`another site ${framed}`, async ({ page, expectConsole }) => {
    expectConsole(/frame|refused|policy_reports/i);
    await page.route("**/sign-in", async (route) => {
      const answer = await route.fetch();
      const headers = Object.entries(answer.headers()).filter(([name]) => !without.some((one) => one === name));
      await route.fulfill({ response: answer, headers: Object.fromEntries(headers) });
    });
    await page.route("http://frames.localhost/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<iframe title="x" src="${base}/sign-in"></iframe>` }),
    );
    const answered = page.waitForResponse("**/sign-in");
    await page.goto("http://frames.localhost/");
    await answered;
    // A browser shows a page of its own in place of one it may not frame.
    await expect.poll(() => page.frames()[1]?.url()).toMatch(seen ? /\/sign-in$/ : /^chrome-error:/);
    await expect(page.frameLocator("iframe").locator("input[type=email]")).toHaveCount(seen);
  });
}
