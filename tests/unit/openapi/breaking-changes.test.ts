import { expect, test } from "vitest";
import document from "@/docs/openapi.json";
import { breakingChanges } from "@/scripts/openapi/breaking-changes";
import type { OpenApi } from "@/scripts/openapi/build-document";

type Operation = {
  parameters: { name: string; in: string; required: boolean; schema: Record<string, unknown> }[];
  security: Record<string, string[]>[];
  responses: Record<string, { content: Record<string, { schema: Record<string, unknown> }> }>;
  requestBody?: { content: Record<string, { schema: Shape }> };
};
type Shape = { properties: Record<string, Record<string, unknown>>; required: string[] };
type Editable = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Shape> };
};

const copy = () => structuredClone(document as object) as OpenApi;

/** What is found when the committed document is changed so. */
const after = (change: (next: Editable) => void): string[] => {
  const next = copy();
  change(next as object as Editable);
  return breakingChanges(copy(), next);
};

const calls = "/api/v1/orgs/{org}/calls";
const agents = "/api/v1/orgs/{org}/agents";

const operation = (next: Editable, method: string, path: string): Operation => {
  const found = next.paths[path]?.[method];
  if (!found) throw new Error(`${method} ${path} is not in the document`);
  return found;
};
const named = (next: Editable, name: string): Shape => {
  const found = next.components.schemas[name];
  if (!found) throw new Error(`${name} is not in the document`);
  return found;
};
type Kind = { properties: { kind: { const: string }; [field: string]: object }; required: string[] };
const kindsOfAttention = (next: Editable): Kind[] => {
  const attention = named(next, "Overview").properties.attention as { items: { anyOf: Kind[] } } | undefined;
  if (!attention) throw new Error("no attention");
  return attention.items.anyOf;
};
const bodyOf = (next: Editable): Shape => {
  const schema = operation(next, "post", "/api/v1/orgs/{org}/api_keys").requestBody?.content["application/json"]
    ?.schema;
  if (!schema) throw new Error("no body");
  return schema;
};

test("the document does not break with itself", () => {
  expect(breakingChanges(copy(), copy())).toEqual([]);
});

const BREAKS: Record<string, [(next: Editable) => void, RegExp]> = {
  "an address is gone": [(next) => delete next.paths[calls], /GET .*\/calls is gone/],
  "a method is gone": [(next) => delete next.paths[agents]?.post, /POST .*\/agents is gone/],
  "a field of an answer is gone": [
    (next) => {
      const shape = named(next, "ListedCall");
      delete shape.properties.duration_ms;
      shape.required = shape.required.filter((name) => name !== "duration_ms");
    },
    /GET .*\/calls: answer\.data\[\]\.duration_ms is gone/,
  ],
  "a field of an answer may be missing": [
    (next) => {
      const shape = named(next, "ListedCall");
      shape.required = shape.required.filter((name) => name !== "started_at");
    },
    /answer\.data\[\]\.started_at may be missing/,
  ],
  "a field of an answer may be null": [
    (next) => {
      named(next, "ListedCall").properties.started_at = {
        anyOf: [{ type: "string", format: "date-time" }, { type: "null" }],
      };
    },
    /started_at may now be null/,
  ],
  "a field of an answer is of another type": [
    (next) => {
      named(next, "ListedCall").properties.is_billable = { type: "string" };
    },
    /is_billable may now be string/,
  ],
  "a field deep in an answer is of another type": [
    (next) => {
      named(next, "Turn").properties.text = { type: "number" };
    },
    /transcript\.turns\[\]\.text may now be number/,
  ],
  "a field of one kind of thing in an answer is gone": [
    (next) => {
      const failed = kindsOfAttention(next).find(({ properties }) => properties.kind.const === "deliveries_failed");
      delete failed?.properties.deliveries;
      if (failed) failed.required = failed.required.filter((name) => name !== "deliveries");
    },
    /answer\.attention\[\]\.deliveries is gone/,
  ],
  "an optional query name is asked for": [
    (next) => {
      for (const each of operation(next, "get", calls).parameters) if (each.name === "search") each.required = true;
    },
    /asks for query search/,
  ],
  "a new query name is asked for": [
    (next) => operation(next, "get", calls).parameters.push({ name: "since", in: "query", required: true, schema: {} }),
    /asks for query since/,
  ],
  "a query name is no longer known": [
    (next) => {
      const own = operation(next, "get", calls);
      own.parameters = own.parameters.filter(({ name }) => name !== "agent_id");
    },
    /no longer knows query agent_id/,
  ],
  "a bound is narrower": [
    (next) => {
      for (const each of operation(next, "get", calls).parameters)
        if (each.name === "limit") each.schema = { ...each.schema, maximum: 100 };
    },
    /query limit has a maximum of 100/,
  ],
  "a word of an input is no longer taken": [
    (next) => {
      const { properties } = bodyOf(next);
      const items = properties.scopes?.items as { enum: string[] };
      items.enum = items.enum.filter((word) => word !== "calls:read");
    },
    /body\.scopes\[\] no longer takes calls:read/,
  ],
  "a field of a body is asked for": [
    (next) => {
      bodyOf(next).required.push("expires_at");
    },
    /body\.expires_at is asked for/,
  ],
  "a field of a closed body is no longer taken": [
    (next) => {
      delete bodyOf(next).properties.requests_per_minute;
    },
    /body\.requests_per_minute is no longer taken/,
  ],
  "a body's text may be shorter only": [
    (next) => {
      const name = bodyOf(next).properties.name;
      if (name) name.maxLength = 20;
    },
    /body\.name has a maxLength of 20/,
  ],
  "another scope is asked for": [
    (next) => {
      operation(next, "get", calls).security[0] = { api_key: ["audit:read"] };
    },
    /asks for audit:read, where the scope calls:read was enough/,
  ],
  "a key is no longer enough": [
    (next) => {
      operation(next, "get", calls).security = [{ session: [] }];
    },
    /asks for a person/,
  ],
  "another status is answered": [
    (next) => {
      const { responses } = operation(next, "post", agents);
      responses[200] = responses[201] ?? { content: {} };
      delete responses[201];
    },
    /no longer answers 201/,
  ],
};

test.each(Object.entries(BREAKS))("it is found that %s", (_what, [change, said]) => {
  const found = after(change);
  expect(found.length).toBeGreaterThan(0);
  expect(found.join("\n")).toMatch(said);
});

const HARMLESS: Record<string, (next: Editable) => void> = {
  "a new address": (next) => {
    next.paths["/api/v1/orgs/{org}/new"] = { get: operation(next, "get", calls) };
  },
  "a new optional query name": (next) => {
    operation(next, "get", calls).parameters.push({ name: "since", in: "query", required: false, schema: {} });
  },
  "a new field of an answer": (next) => {
    const shape = named(next, "ListedCall");
    shape.properties.mood = { type: "string" };
    shape.required.push("mood");
  },
  "a new word in an answer": (next) => {
    const provider = named(next, "ListedCall").properties.provider;
    if (provider) (provider.enum as string[]).push("elevenlabs");
  },
  "a new kind of thing in an answer, with fields of its own": (next) => {
    kindsOfAttention(next).push({
      properties: { kind: { const: "moon_full" }, phase: {} },
      required: ["kind", "phase"],
    });
  },
  "a wider bound": (next) => {
    for (const each of operation(next, "get", calls).parameters)
      if (each.name === "limit") each.schema = { ...each.schema, maximum: 500 };
  },
  "a new optional field of a body": (next) => {
    bodyOf(next).properties.note = { type: "string" };
  },
};

test.each(Object.entries(HARMLESS))("%s breaks nobody", (_what, change) => {
  expect(after(change)).toEqual([]);
});
