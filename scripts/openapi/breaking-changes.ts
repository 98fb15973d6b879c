import type { OpenApi } from "./build-document";
import type { Schema } from "./schema-of";

/**
 * What of a document would break a program that relies on an older one, one line each: something is gone, asks for more,
 * takes less, or answers what was never said. New addresses, new optional input and new fields of answers break nobody.
 */
export function breakingChanges(before: OpenApi, after: OpenApi): string[] {
  const found: string[] = [];
  for (const [address, methods] of Object.entries(before.paths)) {
    for (const [method, old] of Object.entries(methods)) {
      const name = `${method.toUpperCase()} ${address}`;
      const now = after.paths[address]?.[method];
      if (!now) found.push(`${name} is gone`);
      else {
        const say = (line: string) => found.push(`${name}: ${line}`);
        compareSecurity(old, now, say);
        compareInput({ before, after }, old, now, say);
        compareAnswers({ before, after }, old, now, say);
      }
    }
  }
  return found;
}

type Say = (line: string) => void;
type Both = { before: OpenApi; after: OpenApi };

function compareSecurity(old: Schema, now: Schema, say: Say): void {
  const scope = (operation: Schema) =>
    (operation.security as { api_key?: string[] }[]).find((each) => each.api_key)?.api_key?.[0];
  if (scope(old) && scope(old) !== scope(now))
    say(`asks for ${scope(now) ?? "a person"}, where the scope ${scope(old)} was enough`);
}

type Parameter = { name: string; in: string; required: boolean; schema: Schema };

function compareInput(both: Both, old: Schema, now: Schema, say: Say): void {
  const parameters = (operation: Schema) =>
    new Map((operation.parameters as Parameter[]).map((each) => [`${each.in} ${each.name}`, each]));
  const [was, is] = [parameters(old), parameters(now)];
  for (const [key, parameter] of is) {
    const earlier = was.get(key);
    if (parameter.required && !earlier?.required) say(`asks for ${key}`);
    if (earlier) narrowed(both, earlier.schema, parameter.schema, key, say);
  }
  for (const key of was.keys()) if (!is.has(key)) say(`no longer knows ${key}`);
  const [bodyBefore, bodyNow] = [bodyOf(old), bodyOf(now)];
  if (!bodyBefore && bodyNow) say("asks for a body");
  if (bodyBefore && bodyNow) narrowed(both, bodyBefore, bodyNow, "body", say);
}

const bodyOf = (operation: Schema): Schema | undefined =>
  (operation.requestBody as { content: Record<string, { schema: Schema }> } | undefined)?.content["application/json"]
    ?.schema;

function compareAnswers(both: Both, old: Schema, now: Schema, say: Say): void {
  const successes = (operation: Schema) =>
    Object.entries(operation.responses as Record<string, { content?: Record<string, { schema: Schema }> }>).filter(
      ([status]) => status.startsWith("2"),
    );
  const is = new Map(successes(now));
  for (const [status, { content = {} }] of successes(old)) {
    const answer = is.get(status);
    if (!answer) say(`no longer answers ${status}`);
    for (const [media, { schema }] of Object.entries(content)) {
      const next = answer?.content?.[media]?.schema;
      if (answer && !next) say(`no longer answers ${media}`);
      // What an answer may now be must have been possible before: the same question the other way round.
      if (next) widened(both, schema, next, "answer", say);
    }
  }
}

/** What an input took and takes no longer. */
function narrowed(both: Both, before: Schema, after: Schema, at: string, say: Say): void {
  compare({ wide: both.before, narrow: both.after }, before, after, at, say, "input");
}

/** What an answer was not and now may be. */
function widened(both: Both, before: Schema, after: Schema, at: string, say: Say): void {
  compare({ wide: both.after, narrow: both.before }, after, before, at, say, "answer");
}

// Everything that `given` may be has to be something that `taken` allows.
function compare(
  documents: { wide: OpenApi; narrow: OpenApi },
  given: Schema,
  taken: Schema,
  at: string,
  say: Say,
  of: "input" | "answer",
  depth = 0,
): void {
  if (depth > 12) return;
  const choices = alternatives(documents.narrow, taken);
  for (const one of alternatives(documents.wide, given)) {
    if (of === "answer" && isNewKind(one, choices)) continue;
    const tries = choices.map((choice) => {
      const problems: string[] = [];
      compareOne(documents, one, choice, at, (line) => problems.push(line), of, depth);
      return problems;
    });
    const best = tries.toSorted((a, b) => a.length - b.length)[0] ?? [];
    for (const problem of best) say(problem);
  }
}

// One more kind of a thing that says its kind by a word is a new word with fields of its own: announced, as new words are.
function isNewKind(one: Schema, choices: readonly Schema[]): boolean {
  const fields = (schema: Schema) => (schema.properties ?? {}) as Record<string, Schema>;
  return Object.entries(fields(one)).some(
    ([name, { const: word }]) =>
      word !== undefined &&
      choices.length > 1 &&
      choices.every((choice) => {
        const known = fields(choice)[name]?.const;
        return known !== undefined && known !== word;
      }),
  );
}

function alternatives(document: OpenApi, schema: Schema): Schema[] {
  if (typeof schema.$ref === "string") {
    const named = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    return named ? alternatives(document, named) : [schema];
  }
  const some = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (some) return some.flatMap((each) => alternatives(document, each));
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }));
  return [schema];
}

const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

function compareOne(
  documents: { wide: OpenApi; narrow: OpenApi },
  given: Schema,
  taken: Schema,
  at: string,
  say: Say,
  of: "input" | "answer",
  depth: number,
): void {
  const no = of === "input" ? "no longer takes" : "may now be";
  if (taken.type !== undefined && taken.type !== given.type && !(taken.type === "number" && given.type === "integer")) {
    say(`${at} ${no} ${String(given.type ?? "anything")}`);
    return;
  }
  const words = (schema: Schema) =>
    (schema.enum as unknown[] | undefined) ?? ("const" in schema ? [schema.const] : undefined);
  const allowed = words(taken);
  // New words in answers are announced: programs are told to be ready for them.
  if (allowed && (of === "input" || !words(given)))
    for (const word of words(given) ?? ["any other word"])
      if (!allowed.includes(word)) say(`${at} ${no} ${String(word)}`);
  for (const name of LOWER)
    if (
      of === "input" &&
      typeof taken[name] === "number" &&
      !(Number(given[name] ?? Number.NEGATIVE_INFINITY) >= taken[name])
    )
      say(`${at} has a ${name} of ${taken[name]}`);
  for (const name of UPPER)
    if (
      of === "input" &&
      typeof taken[name] === "number" &&
      !(Number(given[name] ?? Number.POSITIVE_INFINITY) <= taken[name])
    )
      say(`${at} has a ${name} of ${taken[name]}`);
  for (const name of ["pattern", "format"]) {
    if (taken[name] !== undefined && taken[name] !== given[name])
      say(`${at} ${of === "input" ? "has" : "lost"} the ${name} ${String(taken[name])}`);
  }
  compareFields(documents, given, taken, at, say, of, depth);
  if (given.items && taken.items)
    compare(documents, given.items as Schema, taken.items as Schema, `${at}[]`, say, of, depth + 1);
}

function compareFields(
  documents: { wide: OpenApi; narrow: OpenApi },
  given: Schema,
  taken: Schema,
  at: string,
  say: Say,
  of: "input" | "answer",
  depth: number,
): void {
  const has = (given.properties ?? {}) as Record<string, Schema>;
  const wants = (taken.properties ?? {}) as Record<string, Schema>;
  const [sure, needed] = [given, taken].map((schema) => (schema.required ?? []) as string[]);
  for (const name of needed ?? [])
    if (!sure?.includes(name))
      say(
        of === "input" ? `${at}.${name} is asked for` : `${at}.${name} ${name in has ? "may be missing" : "is gone"}`,
      );
  for (const [name, schema] of Object.entries(wants)) {
    const other = has[name];
    if (other) compare(documents, other, schema, `${at}.${name}`, say, of, depth + 1);
    else if (of === "answer" && !needed?.includes(name)) say(`${at}.${name} is gone`);
  }
  if (of === "input")
    for (const name of Object.keys(has))
      if (!(name in wants) && taken.additionalProperties === false) say(`${at}.${name} is no longer taken`);
}
