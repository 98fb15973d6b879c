import { AppError } from "../errors";
import { logger } from "../log/logger";
import type { Hosting } from "./hosting";

const TIMEOUT_MS = 10_000;

/** Vercel's project domains. Source: https://vercel.com/docs/rest-api/projects */
export class Vercel implements Hosting {
  constructor(
    private readonly api: string,
    private readonly token: string,
    private readonly project: string,
    private readonly team: string | undefined,
  ) {}

  async attach(hostname: string): Promise<void> {
    // Adding a name twice is an error there.
    if ((await this.ask("GET", `/v9/projects/${this.project}/domains/${hostname}`, [200, 404])) === 200) return;
    await this.ask("POST", `/v10/projects/${this.project}/domains`, [200], { name: hostname });
  }

  async detach(hostname: string): Promise<void> {
    await this.ask("DELETE", `/v9/projects/${this.project}/domains/${hostname}`, [200, 404]);
  }

  private async ask(method: string, path: string, expected: number[], body?: unknown): Promise<number> {
    const address = new URL(this.api + path);
    if (this.team) address.searchParams.set("teamId", this.team);
    const status = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.status;
      },
      () => null,
    );
    if (status !== null && expected.includes(status)) return status;
    logger().error({ method, path, status }, "Vercel did not take a change of a domain");
    throw new AppError(
      "unavailable",
      "The proof was found, but our hosting did not take the name. Verify it again in a minute.",
    );
  }
}
