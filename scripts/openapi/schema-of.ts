import { z } from "zod";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Schema = { [name: string]: Json };

/** Shapes with a name of their own, by name: what the document says once and refers to. */
export class Components {
  readonly schemas: Record<string, Schema> = {};

  /** @param named exported shapes by the name of their export */
  constructor(named: Record<string, unknown>) {
    for (const [name, shape] of Object.entries(named)) {
      if (shape instanceof z.ZodType) z.globalRegistry.add(shape, { ...z.globalRegistry.get(shape), id: nameOf(name) });
    }
  }

  /** A shape as JSON Schema (2020-12), with references to those that have a name. Answers stay open for new fields. */
  of(shape: z.ZodType, io: "input" | "output"): Schema {
    const { $defs = {}, $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any" }) as Schema;
    for (const [name, definition] of Object.entries($defs as Record<string, Schema>)) this.keep(name, definition, io);
    const id = z.globalRegistry.get(shape)?.id;
    if (!id || io === "input") return tidy(schema, io);
    if (!("$ref" in schema)) this.keep(id, schema, io);
    return { $ref: `#/components/schemas/${id}` };
  }

  private keep(name: string, schema: Schema, io: "input" | "output"): void {
    this.schemas[name] = tidy(schema, io);
  }
}

const nameOf = (name: string) => name.replace(/Answer$/, "");

// A client that refuses a field it does not know would break with every field we add: answers are not closed.
function tidy(value: Schema, io: "input" | "output"): Schema {
  const walk = (each: Json): Json => {
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(
      Object.entries(each)
        .filter(([name, is]) => name !== "id" || typeof is !== "string")
        .filter(([name, is]) => !(name === "additionalProperties" && is === false && io === "output"))
        // The format says it in a word.
        .filter(([name]) => !(name === "pattern" && "format" in each))
        // What every number in JSON is, and no bound of ours.
        .filter(([, is]) => is !== Number.MAX_SAFE_INTEGER && is !== Number.MIN_SAFE_INTEGER)
        .map(([name, is]) => [
          name,
          name === "$ref" && typeof is === "string" ? is.replace("#/$defs/", "#/components/schemas/") : walk(is),
        ]),
    );
  };
  return walk(value) as Schema;
}
