import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import document from "@/docs/openapi.json" with { type: "json" };
import { expect, test } from "../support/browser";
import { forgetLimits } from "../support/forget-limits";
import { makeTenant, type Tenant } from "./ownership/tenants";

const base = process.env.PUBLIC_BASE_URL ?? "";

type Operation = {
  security: { api_key?: string[] }[];
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};

/** What an address needs beside its ids. */
const QUERY: Record<string, string> = {
  "/views": "?screen=calls",
  "/figures": "?range=7d",
  "/audit-log/export": "?format=csv",
};

/** What this organization has none of: then the answer is an error, and has to be one of the document. */
const NOTHING_THERE = new Set([
  "/agents/{id}/vendor_agents",
  "/calls/{id}/recording",
  "/calls/{id}/waveform",
  "/calls/{id}/neighbours",
]);

// Closed: a field that the document does not know is a finding here, though it breaks nobody.
const closed = JSON.parse(
  JSON.stringify(document).replaceAll(
    '"type":"object","properties"',
    '"additionalProperties":false,"type":"object","properties"',
  ),
) as typeof document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "foyer", ...closed });

let tenant: Tenant;
test.beforeAll(async () => {
  tenant = await makeTenant(base);
});

const reads = Object.entries(closed.paths as object as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => (methods.get ? [{ path, operation: methods.get }] : []),
);

const below = (path: string) => path.replace("/api/v1/orgs/{org}", "");

function addressOf(path: string): string {
  const segments = path.split("/");
  const filled = segments.map((segment, at) => {
    if (segment === "{org}") return tenant.slug;
    if (segment === "{slug}") return "some-slug";
    return segment.startsWith("{") ? (tenant.ids[segments[at - 1] ?? ""] ?? "unknown") : segment;
  });
  return `${filled.join("/")}${QUERY[below(path)] ?? ""}`;
}

function problems(pointer: string, value: unknown): string[] {
  const validate = ajv.getSchema(`foyer#${pointer}`) ?? ajv.compile({ $ref: `foyer#${pointer}` });
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

const escaped = (text: string) => text.replaceAll("~", "~0").replaceAll("/", "~1");

for (const { path, operation } of reads) {
  test(`GET ${path} answers what the document says`, async () => {
    const scope = operation.security.find(({ api_key }) => api_key);
    const headers: Record<string, string> = scope
      ? { authorization: `Bearer ${tenant.key}` }
      : { cookie: tenant.cookies.admin };
    const abort = new AbortController();
    let answer = await fetch(`${base}${addressOf(path)}`, { headers, signal: abort.signal });
    if (answer.status === 429) {
      await forgetLimits();
      answer = await fetch(`${base}${addressOf(path)}`, { headers, signal: abort.signal });
    }
    const media = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
    const documented = operation.responses[200]?.content ?? {};
    if (answer.status !== 200) {
      expect(NOTHING_THERE.has(below(path)), `${answer.status} ${await answer.clone().text()}`).toBe(true);
      expect(operation.responses[String(answer.status)]).toBeDefined();
      expect(problems("/components/schemas/Error", await answer.json())).toEqual([]);
      return;
    }
    const said = Object.keys(documented)[0] ?? "";
    expect(said.endsWith("/*") ? `${media.split("/")[0]}/*` : media).toBe(said);
    if (media !== "application/json") {
      abort.abort();
      return;
    }
    const pointer = `/paths/${escaped(path)}/get/responses/200/content/${escaped(media)}/schema`;
    const value: unknown = await answer.json();
    expect(problems(pointer, value)).toEqual([]);
    // The check itself: with a field too many, or none at all, it complains.
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      expect(problems(pointer, { ...value, planted_field: 1 })).not.toEqual([]);
      expect(problems(pointer, {})).not.toEqual([]);
    }
  });
}
