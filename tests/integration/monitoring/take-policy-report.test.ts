import { expect, test } from "vitest";
import type { Log } from "@/lib/log/logger";
import { takePolicyReport } from "@/lib/monitoring/take-policy-report";

/** What a report leaves in the log. */
async function logged(report: Record<string, unknown>): Promise<unknown[]> {
  const lines: unknown[] = [];
  const log = { warn: (facts: object) => lines.push(facts) } as Pick<Log, "warn"> as Log;
  await takePolicyReport(JSON.stringify({ "csp-report": report }), log);
  return lines;
}

const own = () => process.env.PUBLIC_BASE_URL ?? "";

test("a refusal is told by directive and masked addresses, without the organization, the query and the script", async () => {
  const lines = await logged({
    "document-uri": `${own()}/lakeside/calls/0198a000-0000-7000-8000-000000000000?q=jane`,
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://evil.example/steal.js?who=jane",
    "source-file": `${own()}/lakeside/calls/0198a000-0000-7000-8000-000000000000`,
    "line-number": 7,
    "script-sample": "steal('jane.roe@example.com')",
    "original-policy": "default-src 'none'",
  });
  expect(lines).toEqual([
    {
      directive: "script-src-elem",
      blocked: "https://evil.example",
      page: `${own()}/[org]/calls/[id]`,
      source: `${own()}/[org]/calls/[id]`,
      line: 7,
    },
  ]);
});

test("an inline script is told as such, and words in place of addresses are not repeated", async () => {
  expect(await logged({ "effective-directive": "script-src-attr", "blocked-uri": "inline" })).toMatchObject([
    { directive: "script-src-attr", blocked: "inline" },
  ]);
  const [line] = await logged({ "effective-directive": "Jane Roe, 555-0134", "blocked-uri": "Jane Roe" });
  expect(JSON.stringify(line)).not.toMatch(/Jane|555/);
});

test("what a person's own extensions do is no news", async () => {
  expect(await logged({ "blocked-uri": "chrome-extension://abc/x.js" })).toEqual([]);
  expect(await logged({ "blocked-uri": "inline", "source-file": "moz-extension" })).toEqual([]);
});

test.each(["", "null", "[]", '{"csp-report":1}', "a=b"])("%j is no report", async (body) => {
  await expect(takePolicyReport(body, {} as Log)).rejects.toMatchObject({ code: "bad_request" });
});
