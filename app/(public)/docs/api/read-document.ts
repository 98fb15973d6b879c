import document from "@/docs/openapi.json";

export type Field = { name: string; type: string; required: boolean; words: string };

/** An operation as the page tells it. */
export type Told = {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** What a key needs; null where only people may. */
  scope: string | null;
  query: Field[];
  body: Field[];
  answer: Field[];
  answers: string;
  curl: string;
};

type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  default?: unknown;
  maximum?: number;
};

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Schema };
type Content = Record<string, { schema: Schema }>;
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: { api_key?: string[] }[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

// The committed document is of our own making (scripts/openapi), and of this form.
const { paths, components } = document as object as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** Every operation by what it is about, in the order of the addresses. What a key may not do comes last. */
export function readDocument(): { tag: string; operations: Told[] }[] {
  const byTag = new Map<string, Told[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? "";
      byTag.set(tag, [...(byTag.get(tag) ?? []), tell(method.toUpperCase(), path, operation)]);
    }
  }
  const open = (operations: Told[]) => (operations.some(({ scope }) => scope !== null) ? 0 : 1);
  return [...byTag]
    .map(([tag, operations]) => ({ tag, operations }))
    .sort((a, b) => open(a.operations) - open(b.operations) || a.tag.localeCompare(b.tag));
}

function tell(method: string, path: string, operation: Operation): Told {
  const [status = "", success] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  const [media, answer] = Object.entries(success?.content ?? {})[0] ?? [];
  const body = operation.requestBody?.content["application/json"]?.schema;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    scope: operation.security.find(({ api_key }) => api_key)?.api_key?.[0] ?? null,
    query: query.map(({ name, required, schema, description }) => ({
      ...{ name, required, type: typeOf(schema) },
      words: [description, schema.default === undefined ? "" : `Without it ${JSON.stringify(schema.default)}.`]
        .filter(Boolean)
        .join(" "),
    })),
    body: fieldsOf(body),
    answer: media === "application/json" ? fieldsOf(answer?.schema) : [],
    answers:
      media === undefined ? `${status}, nothing to say` : `${status}, ${media === "application/json" ? "JSON" : media}`,
    curl: curlOf(method, path, body),
  };
}

const DEEP = 2;

function fieldsOf(schema: Schema | undefined, prefix = "", depth = 0): Field[] {
  const { properties = {}, required = [] } = whole(schema);
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = innerOf(field);
    return [
      { name: prefix + name, type: typeOf(field), required: required.includes(name), words: field.description ?? "" },
      ...(depth < DEEP && inner ? fieldsOf(inner, `${prefix}${name}${isList(field) ? "[]" : ""}.`, depth + 1) : []),
    ];
  });
}

function whole(schema: Schema | undefined): Schema {
  const name = schema?.$ref?.split("/").at(-1);
  return name ? (components.schemas[name] ?? {}) : (schema ?? {});
}

const some = (schema: Schema) => whole(schema).anyOf?.filter(({ type }) => type !== "null") ?? [whole(schema)];
const isList = (schema: Schema) => some(schema).some((each) => whole(each).type === "array");

function innerOf(schema: Schema): Schema | undefined {
  const only = some(schema).length === 1 ? whole(some(schema)[0]) : undefined;
  const inner = only?.type === "array" ? whole(only.items) : only;
  return inner?.properties ? inner : undefined;
}

function typeOf(schema: Schema): string {
  const { type, format, enum: words, const: word, anyOf, items } = whole(schema);
  if (words) return words.map((each) => JSON.stringify(each)).join(" | ");
  if (word !== undefined) return JSON.stringify(word);
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(" | ");
  if (type === "array") return `${items ? typeOf(items) : "any"}[]`;
  return format === "date-time" ? "time" : format === "uuid" ? "id" : [type ?? "any"].flat().join(" | ");
}

function curlOf(method: string, path: string, body: Schema | undefined): string {
  const address = path.replace("{org}", "$ORG").replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}-H "Authorization: Bearer $FOYER_API_KEY"`,
    ...(method === "POST" ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(body ? [`-H "Content-Type: application/json" -d '${JSON.stringify(exampleOf(body))}'`] : []),
    `"$FOYER${address}"`,
  ];
  return lines.join(" \\\n  ");
}

function exampleOf(schema: Schema): unknown {
  const own = whole(schema);
  const first = own.anyOf?.[0];
  if (first) return exampleOf(first);
  if (own.const !== undefined) return own.const;
  if (own.enum) return own.enum[0];
  if (own.type === "object") {
    const needed = Object.entries(own.properties ?? {}).filter(([name]) => own.required?.includes(name));
    return Object.fromEntries(needed.map(([name, field]) => [name, exampleOf(field)]));
  }
  if (own.type === "array") return own.items ? [exampleOf(own.items)] : [];
  if (own.type === "boolean") return true;
  if (own.type === "integer" || own.type === "number") return 1;
  return own.format === "uuid"
    ? "0198a5c0-0000-7000-8000-000000000000"
    : own.format === "date-time"
      ? "2027-01-01T00:00:00.000Z"
      : "…";
}
