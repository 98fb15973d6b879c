/** Something that a migration takes from the code that runs while it is applied: the previous release. */
export type TakenAway = {
  what: "function" | "table" | "view" | "type" | "schema" | "column";
  name: string;
  line: number;
};

const NAME = String.raw`"?[\w]+"?(?:\."?[\w]+"?)*`;
const DROPPED = new RegExp(
  String.raw`\bdrop\s+(function|procedure|table|materialized\s+view|view|type|schema|column)\s+(?:if\s+exists\s+)?(${NAME})(\s*\([^)]*\))?`,
  "gi",
);
const RENAMED = new RegExp(
  String.raw`\balter\s+(function|procedure|table|materialized\s+view|view|type|schema)\s+(?:if\s+exists\s+)?(?:only\s+)?(${NAME})(?:\s*\([^)]*\))?\s+rename\s+(?:column\s+)?(?:(${NAME})\s+)?to\b`,
  "gi",
);
const NOTE = /^--[ \t]*contract:[ \t]*(\S+)[ \t]+(\S.{9,})$/gim;

/**
 * What a migration drops or renames. What it makes anew under the same name, with the same types of arguments, or makes itself
 * is not taken away; policies, triggers, indexes and constraints are no part of what code calls.
 */
export function takenAway(sql: string): TakenAway[] {
  const code = sql.replaceAll(/--[^\n]*/g, (comment) => " ".repeat(comment.length));
  const lineAt = (index: number) => code.slice(0, index).split("\n").length;
  const dropped = [...code.matchAll(DROPPED)].flatMap(({ index, 1: kind = "", 2: name = "", 3: args }) => {
    const what = kindOf(kind);
    if (isMadeHere(code, what, name, args)) return [];
    return [{ what, name: bare(name), line: lineAt(index) }];
  });
  const renamed = [...code.matchAll(RENAMED)].map(({ index, 1: kind = "", 2: name = "", 3: column }) =>
    column
      ? { what: "column" as const, name: bare(column), line: lineAt(index) }
      : { what: kindOf(kind), name: bare(name), line: lineAt(index) },
  );
  return [...dropped, ...renamed].toSorted((a, b) => a.line - b.line);
}

/**
 * The names that a migration says are used by nobody any more: `-- contract: <name> <since when, and how that is known>`, the
 * second half of expand and contract.
 */
export function contractedIn(sql: string): string[] {
  return [...sql.matchAll(NOTE)].map(([, name = ""]) => bare(name.replace(/[,:;]$/, "")));
}

function kindOf(kind: string): TakenAway["what"] {
  const word = kind.toLowerCase();
  if (word === "procedure") return "function";
  return word.endsWith("view") ? "view" : (word as TakenAway["what"]);
}

function bare(name: string): string {
  return name.replaceAll('"', "").split(".").at(-1) ?? name;
}

function isMadeHere(code: string, what: TakenAway["what"], name: string, args: string | undefined): boolean {
  if (what !== "function") {
    return new RegExp(
      String.raw`\bcreate\s+(?:temp(?:orary)?\s+)?${what}\s+(?:if\s+not\s+exists\s+)?${name}\b`,
      "i",
    ).test(code);
  }
  const made = new RegExp(
    String.raw`\bcreate\s+(?:or\s+replace\s+)?function\s+${name.replaceAll(".", String.raw`\.`)}\s*\(([^)]*)\)`,
    "gi",
  );
  return [...code.matchAll(made)].some(
    ([, given = ""]) => typesOf(given) === typesOf(args?.replace(/^\s*\(|\)$/g, "") ?? ""),
  );
}

// Arguments with or without their names and defaults: `person uuid, org_slug text default ''` is `uuid, text`.
function typesOf(args: string): string {
  return args
    .split(",")
    .map(
      (arg) =>
        arg
          .trim()
          .replace(/\s+(default|=)\s.*$/i, "")
          .split(/\s+/)
          .at(-1)
          ?.toLowerCase() ?? "",
    )
    .join(",");
}
