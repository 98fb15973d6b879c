import { glob, readFile } from "node:fs/promises";
import { notFound, redirect } from "next/navigation";
import { expect, test } from "vitest";
import { GET as metrics } from "@/app/api/metrics/route";
import { readForPage } from "@/lib/auth/page";
import { env } from "@/lib/env";
import { measuredPage } from "@/lib/http/measured-page";
import { httpDuration } from "@/lib/metrics/catalogue";
import { gauges } from "@/lib/metrics/instance";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

type Sample = { labels: Record<string, string>; value: number; count: number; p50_s: number };
type Family = { name: string; samples: Sample[] };

async function samplesOf(route: string) {
  const answer = await callRoute(metrics, {
    path: "/api/metrics",
    headers: { authorization: `Bearer ${env().MONITOR_KEY}` },
  });
  const { counters, histograms } = answer.json<{ counters: Family[]; histograms: Family[] }>();
  const of = (families: Family[], name: string) =>
    families.find((family) => family.name === name)?.samples.filter(({ labels }) => labels.route === route) ?? [];
  return {
    requests: of(counters, "foyer_http_requests_total").map(({ labels, value }) => [labels.status, value]),
    durations: of(histograms, "foyer_http_request_duration_seconds"),
  };
}

test("a page is counted and timed under its pattern, never the organization's name, as a route is", async () => {
  const org = await makeOrganization();
  const page = `/[org]/page-${crypto.randomUUID()}`;
  const request = new Request(`${env().PUBLIC_BASE_URL}/${org.slug}/calls`, {
    headers: { cookie: await org.viewer.cookie() },
  });
  const { result } = await inRequestScope(request, () => readForPage(page, org.slug, async (ctx) => ctx.org.slug));
  expect(result).toBe(org.slug);
  const { requests, durations } = await samplesOf(page);
  expect(requests).toEqual([["200", 1]]);
  expect(durations).toMatchObject([{ labels: { route: page, method: "GET" }, count: 1 }]);
  expect((await samplesOf(`/${org.slug}/calls`)).requests).toEqual([]);
});

test("a page that is not there, sends elsewhere or fails is told apart, and fails as before", async () => {
  const page = `/[org]/page-${crypto.randomUUID()}`;
  const lookalike = Object.assign(new Error("broken"), { digest: "NEXT_HTTP_ERROR_FALLBACK;4041" });
  const broken = [new Error("broken"), lookalike].map((error) => () => Promise.reject(error));
  const leaving = [() => notFound(), () => redirect("/sign-in"), ...broken];
  for (const leave of leaving) await expect(measuredPage(page, async () => leave())).rejects.toThrow();
  await measuredPage(page, async () => "read");
  const { requests } = await samplesOf(page);
  expect(requests.toSorted()).toEqual([
    ["200", 1],
    ["307", 1],
    ["404", 1],
    ["500", 2],
  ]);
});

test("a page is under way while it is read, however it is left, and takes as long as that", async () => {
  const page = `/[org]/page-${crypto.randomUUID()}`;
  const before = gauges.requests_in_flight;
  const during: number[] = [];
  const read = async () => during.push(gauges.requests_in_flight);
  const began = performance.now();
  await measuredPage(page, read);
  await expect(measuredPage(page, () => read().then(() => notFound()))).rejects.toThrow();
  expect([...during, gauges.requests_in_flight]).toEqual([before + 1, before + 1, before]);
  expect(httpDuration.line([page, "GET"]).sumUs).toBeLessThanOrEqual((performance.now() - began) * 1_000);
});

/** The pattern of a page's file, as Next makes it. */
const patternOf = (file: string) =>
  `/${file
    .replace(/^app\//, "")
    .split("/")
    .filter((part) => !/^\(.*\)$/.test(part))
    .slice(0, -1)
    .join("/")}`;

const misnamed = (file: string, source: string) =>
  [...source.matchAll(/readFor(?:Page|Operator)(?:<[^>]*>)?\(\s*"([^"]*)"/g)].filter(
    ([, named]) => named !== patternOf(file),
  );

test("every page that reads for its reader says its own pattern; another's would be noticed", async () => {
  const files: string[] = [];
  for await (const file of glob("app/**/page.tsx")) files.push(file);
  let calls = 0;
  for (const file of files) {
    const source = await readFile(file, "utf8");
    calls += source.match(/readFor(?:Page|Operator)\(/g)?.length ?? 0;
    expect(misnamed(file, source), file).toEqual([]);
  }
  expect(calls).toBeGreaterThan(10);
  expect(misnamed("app/ops/page.tsx", 'readForOperator("/ops/[id]", path')).toHaveLength(1);
  expect(misnamed("app/[org]/live/page.tsx", 'readForPage("/[org]/calls", slug')).toHaveLength(1);
});
