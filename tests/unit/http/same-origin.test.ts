import { expect, test, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: () => ({ PUBLIC_BASE_URL: "https://app.foyer.example/" }) }));

const { requireSameOrigin } = await import("@/lib/http/same-origin");

const asks = (method: string, headers: Record<string, string>) => () =>
  requireSameOrigin(new Request("https://clinic.example/api/v1/orgs/x", { method, headers }));

const refused = expect.objectContaining({
  code: "forbidden",
  message: "This change must come from the dashboard itself.",
});

test.each([
  ["another site's form", { "sec-fetch-site": "cross-site" }],
  ["a sibling's page", { "sec-fetch-site": "same-site" }],
  ["an empty word for the site", { "sec-fetch-site": "" }],
  ["another origin", { origin: "https://evil.example" }],
  ["our name on another port", { origin: "https://app.foyer.example:8443" }],
  ["our name without TLS", { origin: "http://app.foyer.example" }],
  ["a page without an origin", { origin: "null" }],
  [
    "a foreign origin on a page that claims to be ours",
    { "sec-fetch-site": "same-origin", origin: "https://e.example" },
  ],
  ["our origin sent from another site", { "sec-fetch-site": "cross-site", origin: "https://app.foyer.example" }],
  ["an origin that is not the host", { origin: "https://other.example", host: "clinic.example" }],
  ["an origin that only begins like the host", { origin: "https://clinic.example.evil", host: "clinic.example" }],
])("a change from %s is refused", (_, headers) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) expect(asks(method, headers), method).toThrow(refused);
  // Whoever reads changes nothing, and is told nothing that our answers let another origin see.
  for (const method of ["GET", "HEAD"]) expect(asks(method, headers), method).not.toThrow();
});

test.each([
  ["our own page", { "sec-fetch-site": "same-origin", origin: "https://app.foyer.example" }],
  ["an address that somebody typed", { "sec-fetch-site": "none" }],
  ["a page on an organization's own domain", { origin: "https://clinic.example", host: "clinic.example" }],
  ["no browser", {}],
])("a change from %s goes through", (_, headers) => {
  expect(asks("POST", headers)).not.toThrow();
});
