import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { environmentNames as declared } from "@/lib/env";
import { databaseImports } from "../../../scripts/check/database-imports";
import { edgeImports } from "../../../scripts/check/edge-imports";
import { environmentNames } from "../../../scripts/check/environment-names";
import { environmentReads } from "../../../scripts/check/environment-reads";
import { fileLength } from "../../../scripts/check/file-length";
import { folderNames } from "../../../scripts/check/folder-names";
import { forbiddenMarks } from "../../../scripts/check/forbidden-marks";
import { importArrows } from "../../../scripts/check/import-arrows";
import { keptForLastRelease } from "../../../scripts/check/kept-for-last-release";
import { noBarrels } from "../../../scripts/check/no-barrels";
import { routeHandlers } from "../../../scripts/check/route-handlers";
import { rules } from "../../../scripts/check/rules";
import { sealedColumns } from "../../../scripts/check/sealed-columns";
import { plantedTree } from "../../../scripts/check/tree";
import type { RuleCase } from "./rule-case";
import { settingCases } from "./setting-cases";
import { supplyCases } from "./supply-cases";

const withOrg = 'import { withOrg } from "@/lib/http/with-org";\n';
const route = "app/api/v1/orgs/[org]/calls/route.ts";

const cases: RuleCase[] = [
  [
    routeHandlers,
    {
      obeys: [
        {
          [route]: `${withOrg}export const maxDuration = 60;\nexport const GET = withOrg({ can: "calls.read" }, list);\n`,
        },
        { "app/page.tsx": "export default function Page() {}" },
      ],
      breaks: {
        "a handler without a wrapper": { [route]: "export async function GET() { return Response.json({}); }\n" },
        "a handler made by something else": { [route]: "export const GET = withoutChecks({}, list);\n" },
        "a wrapper's name from elsewhere": {
          [route]: 'import { withOrg } from "./with-org";\nexport const GET = withOrg({}, list);\n',
        },
        "a helper exported beside it": {
          [route]: `${withOrg}export const GET = withOrg({}, list);\nexport const x = make();\n`,
        },
        "a handler that is only renamed": { [route]: `${withOrg}const h = withOrg({}, list);\nexport { h as GET };\n` },
        "too much work in it": { [route]: `${withOrg}export const GET = withOrg({}, list);\n${"//\n".repeat(60)}` },
      },
    },
  ],
  [
    keptForLastRelease,
    {
      obeys: [
        { "supabase/migrations/20991231000000_add.sql": "alter table public.calls add column gist text;" },
        {
          "supabase/migrations/20991231000000_contract.sql":
            "-- contract: gist nobody reads it since v1.4\nalter table public.calls drop column gist;",
        },
      ],
      breaks: {
        "a column dropped": {
          "supabase/migrations/20991231000000_drop.sql": "alter table public.calls drop column gist;",
        },
        "a function renamed": {
          "supabase/migrations/20991231000000_rename.sql": "alter function private.f(uuid) rename to g;",
        },
      },
    },
  ],
  [
    environmentReads,
    {
      obeys: [{ "lib/env.ts": "parse(process.env)", "scripts/start/serve.ts": "process.env.HOST" }],
      breaks: {
        "a read in lib": { "lib/calls/list-calls.ts": "const url = process.env.DATABASE_URL;" },
        "a read in app": { "app/page.tsx": 'process["env"].X' },
        "a destructured read": { "middleware.ts": "const { env } = process;" },
      },
    },
  ],
  [
    databaseImports,
    {
      obeys: [
        { "lib/db/client.ts": 'import postgres from "postgres";' },
        { "lib/calls/rows.ts": 'import type { TransactionSql } from "postgres";' },
      ],
      breaks: {
        "a driver in a noun": { "lib/calls/list-calls.ts": 'import postgres from "postgres";' },
        "a driver in a page": { "app/page.tsx": 'const pg = await import("pg");' },
        "an import over several lines": { "lib/calls/x.ts": 'import {\n  Pool,\n} from "pg";' },
      },
    },
  ],
  [
    sealedColumns,
    {
      obeys: [
        {
          "lib/credentials/rows.ts": 'import { decryptField } from "../crypto/decrypt-field"; row.secret_ciphertext;',
          "lib/agents/vendor-key.ts": 'import { readCredential } from "../credentials/read-credential";',
          "lib/keys/jobs/rotate-keys.ts": 'import { addDataKey } from "../../crypto/writing-key";',
          "lib/http/x.ts": 'import { lookupOf } from "../crypto/lookup";',
        },
      ],
      breaks: {
        "a ciphertext read elsewhere": { "lib/agents/rows.ts": "return agent.secret_ciphertext;" },
        "a ciphertext asked for in SQL": { "app/api/x/route.ts": "sql`select secret_ciphertext from credentials`" },
        "a field opened elsewhere": {
          "lib/agents/rows.ts": 'import { decryptField } from "../crypto/decrypt-field";',
        },
        "a field opened by a page": { "app/page.tsx": 'import { openField } from "@/lib/crypto/sealed-field";' },
        "data keys read by a noun": { "lib/ops/x.ts": 'tx.selectFrom("data_keys")' },
      },
    },
  ],
  [
    importArrows,
    {
      obeys: [
        { "app/page.tsx": 'import { listCalls } from "@/lib/calls/list-calls";' },
        { "lib/calls/list-calls.ts": 'import { enqueue } from "../jobs/enqueue";' },
      ],
      breaks: {
        "lib importing app": { "lib/calls/list-calls.ts": 'import { Table } from "@/app/_ui/table";' },
        "lib importing app by a relative path": { "lib/calls/x.ts": 'import { Table } from "../../app/_ui/table";' },
        "the product importing the stack": { "lib/voice/x.ts": 'import { DEMO } from "@/scripts/stack/demo";' },
        "platform importing a noun": { "lib/http/with-org.ts": 'import { listCalls } from "../calls/list-calls";' },
        "a mail reaching for the database": { "emails/welcome.tsx": 'import { withTenant } from "@/lib/db/tenant";' },
      },
    },
  ],
  [
    edgeImports,
    {
      obeys: [
        { "middleware.ts": 'import { env } from "./lib/env";', "lib/env.ts": 'import { z } from "zod";' },
        { "middleware.ts": 'import type { Hash } from "node:crypto";', "lib/db/x.ts": 'import "node:fs";' },
      ],
      breaks: {
        "a module of Node": { "middleware.ts": 'import { createHash } from "node:crypto";' },
        "a module of Node further down": {
          "middleware.ts": 'import { requestIdOf } from "./lib/http/request";',
          "lib/http/request.ts": 'import { newId } from "@/lib/db/new-id";',
          "lib/db/new-id.ts": 'import { randomFillSync } from "crypto";',
        },
      },
    },
  ],
  [
    noBarrels,
    {
      obeys: [{ "lib/calls/list-calls.ts": "export { listCalls };\nexport type Row = {};" }],
      breaks: {
        "a star": { "lib/calls/index.ts": 'export * from "./list-calls";' },
        "a list": { "lib/calls/index.ts": 'export { listCalls } from "./list-calls";' },
        "types only": { "lib/calls/index.ts": 'export type { Call } from "./call";' },
      },
    },
  ],
  [
    folderNames,
    {
      obeys: [{ "lib/calls/common-words.ts": "" }],
      breaks: { "lib/utils": { "lib/utils/x.ts": "" }, "deep down": { "app/[org]/calls/helpers/x.ts": "" } },
    },
  ],
  [
    fileLength,
    {
      obeys: [
        {
          "lib/x.ts": "//\n".repeat(250),
          "tests/unit/x.test.ts": "//\n".repeat(300),
          "lib/db/database.ts": "//\n".repeat(900),
        },
      ],
      breaks: {
        "251 lines": { "lib/x.ts": "//\n".repeat(251) },
        "a long test": { "tests/unit/x.test.ts": "//\n".repeat(351) },
      },
    },
  ],
  [
    forbiddenMarks,
    {
      obeys: [
        { "lib/x.ts": "// any reader: any at all\nconst company: string = many;\ntest.skip(!linux, 'needs Linux');" },
      ],
      breaks: {
        "work left": { "lib/x.ts": "// TODO later" },
        "any as a type": { "lib/x.ts": "const x: any = 1;" },
        "any as a cast": { "lib/x.ts": "f(x as any);" },
        "any as an argument": { "lib/x.ts": "new Map<string, any>();" },
        "a double cast": { "lib/x.ts": "x as unknown as Y" },
        "a silenced compiler": { "app/x.tsx": "// @ts-expect-error" },
        "a lonely test": { "tests/unit/x.test.ts": 'test.only("x", () => {});' },
        "a sleeping test": { "tests/unit/x.test.ts": 'test.skip("x", () => {});' },
        "a stub": { "app/x.tsx": "<p>Coming soon</p>" },
      },
    },
  ],
  ...settingCases,
  ...supplyCases,
];

test("every rule has planted faults", () => {
  expect(cases.map(([rule]) => rule.name).sort()).toEqual(rules.map((rule) => rule.name).sort());
});

describe.each(cases)("$name", (rule, { obeys, breaks }) => {
  test("is content with trees that obey it", () => {
    expect(obeys.flatMap((files) => rule.check(plantedTree(files)))).toEqual([]);
  });

  test.each(Object.entries(breaks))("finds %s", (_fault, files) => {
    expect(rule.check(plantedTree(files)).length).toBeGreaterThan(0);
  });
});

test("the rule about variables sees every variable of the real schema", () => {
  const root = join(import.meta.dirname, "../../..");
  const files = { "lib/env.ts": readFileSync(join(root, "lib/env.ts"), "utf8"), ".env.example": "" };
  const missing = environmentNames.check(plantedTree(files)).map(({ message }) => message.split(" ")[0]);
  expect(missing.sort()).toEqual([...declared].sort());
});
