import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request as askApp, createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setDefaultCACertificates } from "node:tls";

/**
 * `npm run observatory [address]`: Mozilla's HTTP Observatory on the open pages of a running `npm start`, behind TLS and a
 * redirect from plain http as in front of production. Fetched when it is run, without its install scripts: two hundred
 * packages that nothing else needs. Needs `openssl` for a certificate of an hour. Fails below A+.
 */
const OBSERVATORY = "@mdn/mdn-http-observatory@1.4.8";
const PAGES = ["/sign-in", "/sign-up", "/privacy", "/status", "/no/such/page"];

type Verdict = {
  page: string;
  grade: string;
  score: number;
  tests: { name: string; result: string; modifier: number }[];
};

const app = new URL(process.argv[2] ?? "http://localhost:3000");
const folder = await mkdtemp(join(tmpdir(), "foyer-observatory-"));
try {
  run("npm", ["init", "-y"]);
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", OBSERVATORY]);
  // Its install script would download the list that browsers ship with; nobody's own machine is on it.
  await writeFile(join(folder, "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"), "{}");
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1"];
  run("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "key.pem",
    "-out",
    "cert.pem",
    ...subject,
  ]);
  const front = await serveFront();
  const verdicts = await scan(front);
  front.stop();
  for (const { page, grade, score, tests } of verdicts) {
    console.log(`${grade === "A+" ? "✓" : "✗"} ${page.padEnd(16)} ${grade} (${score})`);
    for (const { name, result, modifier } of tests.filter((test) => test.modifier !== 0))
      console.log(`    ${modifier > 0 ? "+" : ""}${modifier} ${name}: ${result}`);
  }
  process.exitCode = verdicts.every(({ grade }) => grade === "A+") ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed:\n${stderr}`);
}

type Front = { http: number; https: number; stop(): void };

/** What Vercel does in front of the product: TLS, and a way there from plain http. */
async function serveFront(): Promise<Front> {
  const read = (name: string) => readFile(join(folder, name), "utf8");
  setDefaultCACertificates([await read("cert.pem")]);
  const https = createHttps({ key: await read("key.pem"), cert: await read("cert.pem") }, (request, response) => {
    const { method, url, headers } = request;
    const onward = askApp({ host: app.hostname, port: app.port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  const http = createHttp((request, response) => {
    response.writeHead(308, { location: `https://localhost:${portOf(https)}${request.url}` }).end();
  });
  for (const server of [https, http]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    for (const server of [https, http]) {
      server.closeAllConnections();
      server.close();
    }
  };
  return { http: portOf(http), https: portOf(https), stop };
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}

/** Its own retrieval, tests and grades, put together as its scanner does, which cannot be told a port. */
async function scan({ http, https }: Front): Promise<Verdict[]> {
  const home = join(folder, "node_modules/@mdn/mdn-http-observatory/src");
  const load = (path: string) => import(join(home, path));
  const [{ retrieve }, { ALL_TESTS }, grader, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }] = await Promise.all([
    load("retriever/retriever.js"),
    load("constants.js"),
    load("grader/grader.js"),
    load("grader/charts.js"),
  ]);
  const verdicts: Verdict[] = [];
  for (const page of PAGES) {
    const retrieved = await retrieve("localhost", { httpPort: http, httpsPort: https, path: page });
    const tests = ALL_TESTS.map((test: (found: unknown) => { result: string; constructor: { name: string } }) => {
      const outcome = test(retrieved);
      const name = outcome.constructor.name.replace(/Output$/, "");
      return { name, result: outcome.result, modifier: grader.getScoreModifier(outcome.result) };
    }) as Verdict["tests"];
    const sum = (of: Verdict["tests"]) => of.reduce((total, { modifier }) => total + modifier, 100);
    const uncurved = sum(tests.filter(({ modifier }) => modifier < 0));
    const { grade, score } = grader.getGradeForScore(
      uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(tests) : uncurved,
    );
    verdicts.push({ page, grade, score, tests });
  }
  return verdicts;
}
