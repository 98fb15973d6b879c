import { z } from "zod";
import { scopeFor } from "@/lib/auth/permissions";
import { SCOPES } from "@/lib/auth/scopes";
import { STATUS_OF } from "@/lib/errors";
import type { Operation } from "@/lib/http/operation";
import type { FoundOperation } from "./read-operations";
import { Components, type Json, type Schema } from "./schema-of";

/** An OpenAPI 3.1 document, as far as those who read it here need to know. */
export type OpenApi = {
  openapi: string;
  info: Schema;
  tags: Schema[];
  paths: Record<string, Record<string, Schema>>;
  components: { schemas: Record<string, Schema>; [kind: string]: Record<string, Schema> };
  [name: string]: Json | undefined | Record<string, unknown>;
};

const ERRORS: Record<string, string> = {
  400: "What was sent cannot be read.",
  401: "Nobody is known by this key or session.",
  403: "Known, but without the scope or the role for this.",
  404: "Not here, or not yours.",
  409: "Against the state of things, or an Idempotency-Key of another request.",
  413: "Larger than is taken here.",
  422: "Read, and wrong: `details.fields` names each field.",
  429: "More than a limit admits: wait as long as `Retry-After` says.",
  503: "Something this needs is away for the moment.",
};

/** The document of the API, from what its routes say of themselves. @param named shapes that get a name, by their export */
export function buildDocument(found: readonly FoundOperation[], named: Record<string, unknown>): OpenApi {
  const components = new Components(named);
  const paths: OpenApi["paths"] = {};
  for (const { method, address, operation } of found) {
    if (!operation?.docs) continue;
    paths[address] ??= {};
    paths[address][method.toLowerCase()] = operationIn(components, method, address, operation);
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Foyer API",
      version: "1",
      summary: "What the dashboard calls, for your own programs.",
      description:
        "How to begin, pages, limits and errors: /docs/api. Fields may be added to answers; be ready to ignore them.",
    },
    servers: [{ url: "/" }],
    tags: [...new Set(found.map(({ address }) => tagOf(address)))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...sorted(components.schemas), Error: ERROR },
      responses: Object.fromEntries(
        Object.entries(ERRORS).map(([status, words]) => [`E${status}`, errorResponse(status, words)]),
      ),
      headers: LIMIT_HEADERS,
      securitySchemes: {
        api_key: {
          type: "http",
          scheme: "bearer",
          description: `An API key, \`foyer_live_…\`. Scopes: ${Object.keys(SCOPES).join(", ")}.`,
        },
        session: { type: "apiKey", in: "cookie", name: "session", description: "The session of a signed-in person." },
      },
    },
  };
}

function operationIn(components: Components, method: string, address: string, operation: Operation): Schema {
  const { docs, can, caller } = operation;
  if (!docs) throw new Error(`${method} ${address} is not documented`);
  const scope = can ? scopeFor(can) : null;
  const success = docs.answer === null ? 204 : (docs.status ?? 200);
  const body = operation.body && components.of(operation.body, "input");
  const statuses = [
    ...[400, 401, 404, 409, 422, 429, 503],
    ...(caller === "organization" ? [403] : []),
    ...(body ? [413] : []),
  ].sort();
  return {
    operationId: `${method.toLowerCase()}${address
      .replace("/api/v1", "")
      .replaceAll(/[^a-z0-9]+/gi, "_")
      .replace(/_$/, "")}`,
    summary: docs.summary,
    tags: [tagOf(address)],
    security: scope ? [{ api_key: [scope] }, { session: [] }] : [{ session: [] }],
    parameters: [
      ...pathParameters(address),
      ...queryParameters(components, operation),
      ...headerParameters(method, docs),
    ],
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      [success]: successResponse(components, docs.answer),
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/E${status}` }])),
    },
  };
}

function successResponse(components: Components, answer: NonNullable<Operation["docs"]>["answer"]): Schema {
  const headers = Object.fromEntries(
    Object.keys(LIMIT_HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
  if (answer === null) return { description: "Done; nothing to say.", headers };
  const content: Schema =
    answer instanceof z.ZodType
      ? { "application/json": { schema: components.of(answer, "output") } }
      : { [answer.media]: { schema: { type: "string" } } };
  return { description: "Done.", headers, content };
}

function pathParameters(address: string): Schema[] {
  return [...address.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", ...(name === "org" || name === "slug" ? {} : { format: "uuid" }) },
    ...(name === "org" ? { description: "The organization's address, as in the dashboard's." } : {}),
  }));
}

function queryParameters(components: Components, { query }: Operation): Schema[] {
  if (!query) return [];
  const given = components.of(query, "input");
  const read = components.of(query, "output");
  const required = (given.required ?? []) as string[];
  return Object.entries((read.properties ?? {}) as Record<string, Schema>).map(([name, schema]) => {
    const asGiven = ((given.properties ?? {}) as Record<string, Schema>)[name];
    // What is coerced or made a list of could be anything before; what it becomes says more.
    const { description, ...own } =
      asGiven && Object.keys(asGiven).some((word) => /type|anyOf|enum|const/.test(word)) ? asGiven : schema;
    return {
      name,
      in: "query",
      required: required.includes(name) && !("default" in schema) && asGiven?.type !== undefined,
      schema: own,
      ...(description ? { description } : {}),
    };
  });
}

function headerParameters(method: string, { versioned }: NonNullable<Operation["docs"]>): Schema[] {
  if (versioned)
    return [{ name: "If-Match", in: "header", required: false, description: IF_MATCH, schema: { type: "string" } }];
  if (method !== "POST") return [];
  const description = "Makes a repetition safe for 24 hours: the same key and body get the same answer again.";
  return [
    { name: "Idempotency-Key", in: "header", required: false, description, schema: { type: "string", maxLength: 255 } },
  ];
}

const IF_MATCH =
  "The `version` that was read, in quotes, as `ETag` tells it: the change is refused with 409 when somebody has made another one since.";

const errorResponse = (status: string, description: string): Schema => ({
  description,
  ...(status === "429" || status === "503"
    ? { headers: { "Retry-After": { description: "Seconds.", schema: { type: "integer", minimum: 1 } } } }
    : {}),
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
});

const ERROR: Schema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: { type: "string", enum: Object.keys(STATUS_OF) },
        message: { type: "string", description: "A sentence for a person." },
        details: { type: "object", description: "`fields` by name, `retry_after_seconds`." },
        request_id: { type: "string", description: "Also in the header X-Request-Id; name it when you ask us." },
      },
    },
  },
};

const LIMIT_HEADERS: Record<string, Schema> = {
  "RateLimit-Limit": { description: "The limit nearest to its end.", schema: { type: "integer" } },
  "RateLimit-Remaining": { description: "What is left of it.", schema: { type: "integer" } },
  "RateLimit-Reset": { description: "Seconds until its window is empty.", schema: { type: "integer" } },
};

function tagOf(address: string): string {
  return (
    /^\/api\/v1\/orgs\/\{org\}\/([\w-]+)/.exec(address)?.[1] ??
    (address.startsWith("/api/v1/orgs/") ? "organization" : "people")
  );
}

const sorted = <T>(record: Record<string, T>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
