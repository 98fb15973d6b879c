import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { chromiumPath } from "./launch/chromium-path.mjs";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./stack/demo";
import { findFreePort } from "./stack/process/find-free-port";

/**
 * `npm run lighthouse [address] [--runs=3] [--mobile]`: Lighthouse on the pages people wait for, signed in as the demo's
 * clinic admin, against a running `npm start`. Of several runs the one with the median performance counts. Lighthouse is
 * fetched when it is run: a hundred packages that nothing else needs.
 */
const LIGHTHOUSE = "lighthouse@13.5.0";
const GOALS = { performance: 95, accessibility: 100, "best-practices": 95 } as const;
type Category = keyof typeof GOALS;
const CATEGORIES = Object.keys(GOALS) as Category[];
const METRICS = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "cumulative-layout-shift",
];

type Run = { scores: Record<Category, number>; metrics: Record<string, string>; lost: string[] };
type Report = {
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
};

const options = process.argv.slice(2);
const address = options.find((option) => option.startsWith("http")) ?? "http://localhost:3000";
const runs = Number(options.find((option) => option.startsWith("--runs="))?.slice(7) ?? 3);
const mobile = options.includes("--mobile");

const slug = DEMO_ACCOUNTS.clinicAdmin.organization;
const cookies = await signIn();
const pages = [
  { name: "sign-in", path: "/sign-in", cookies: [] },
  { name: "overview", path: `/${slug}/overview`, cookies },
  { name: "calls", path: `/${slug}/calls`, cookies },
  { name: "call", path: `/${slug}/calls/${await newestCall()}`, cookies },
];

const results: { page: string; form_factor: string; met: boolean; run: Run }[] = [];
for (const page of pages) {
  const all: Run[] = [];
  for (let run = 0; run < runs; run++) all.push(await measure(`${address}${page.path}`, page.cookies));
  all.sort((a, b) => a.scores.performance - b.scores.performance);
  const run = all[Math.floor(all.length / 2)];
  if (!run) continue;
  const met = CATEGORIES.every((category) => run.scores[category] >= GOALS[category]);
  results.push({ page: page.name, form_factor: mobile ? "mobile" : "desktop", met, run });
  const scores = CATEGORIES.map((category) => `${category} ${run.scores[category]}`).join("  ");
  console.log(`${met ? "✓" : "✗"} ${page.name.padEnd(9)} ${scores}  ${Object.values(run.metrics).join(" · ")}`);
  for (const title of run.lost) console.log(`    ${title}`);
}
await mkdir("bench-results", { recursive: true });
const written = { measured_at: new Date().toISOString(), lighthouse: LIGHTHOUSE, goals: GOALS, results };
await writeFile("bench-results/lighthouse.json", `${JSON.stringify(written, null, 2)}\n`);
process.exitCode = results.every(({ met }) => met) ? 0 : 1;

/** The cookies of somebody who signed in: `name=value` each. */
async function signIn(): Promise<string[]> {
  const answer = await fetch(`${address}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ email: DEMO_ACCOUNTS.clinicAdmin.email, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Signing in at ${address} was answered with ${answer.status}: is npm start running?`);
  return answer.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
}

async function newestCall(): Promise<string> {
  const answer = await fetch(`${address}/api/v1/orgs/${slug}/calls?limit=1&outcome=succeeded`, {
    headers: { cookie: cookies.join("; ") },
  });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  if (!data[0]) throw new Error("The demo has no call to look at");
  return data[0].id;
}

async function measure(url: string, signedInBy: string[]): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-lighthouse-"));
  const port = await findFreePort(9222);
  // Signed in by cookies of the browser: headers that Lighthouse adds do not reach every request of a page.
  const browser = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: chromiumPath(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [`--remote-debugging-port=${port}`],
  });
  try {
    await browser.addCookies(signedInBy.map((pair) => cookieOf(pair, address)));
    const output = join(folder, "report.json");
    await lighthouse([
      url,
      "--quiet",
      "--output=json",
      `--output-path=${output}`,
      `--port=${port}`,
      "--disable-storage-reset",
      `--only-categories=${CATEGORIES.join(",")}`,
      // The live stream never ends, so the network is never quiet.
      "--max-wait-for-load=20000",
      ...(mobile ? [] : ["--preset=desktop"]),
    ]);
    return read(JSON.parse(await readFile(output, "utf8")) as Report);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function cookieOf(pair: string, url: string) {
  const at = pair.indexOf("=");
  return { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true, sameSite: "Lax" as const };
}

function read({ categories, audits }: Report): Run {
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round((categories[category].score ?? 0) * 100)]),
  ) as Record<Category, number>;
  const lost = CATEGORIES.filter((category) => scores[category] < GOALS[category]).flatMap((category) =>
    categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${category}: ${audits[id]?.title} ${audits[id]?.displayValue ?? ""}`),
  );
  const metrics = Object.fromEntries(METRICS.map((id) => [id, `${audits[id]?.title} ${audits[id]?.displayValue}`]));
  return { scores, metrics, lost };
}

function lighthouse(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("npx", ["--yes", LIGHTHOUSE, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said = (said + String(chunk)).slice(-4000);
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`Lighthouse gave up on ${args[0]}: ${said}`)),
    );
  });
}
