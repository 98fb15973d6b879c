import { headers } from "next/headers";
import { requestIdOf } from "../http/request-id";
import { addToTrail, onTrail, type Trail, trailOf } from "../log/trail";

/**
 * Reads for a page, on the trail of its request: what is read within goes on the same. What fails gets the request id as
 * its digest: of a server's error an error boundary is given the digest alone, and this one is what our log and Sentry
 * know it by.
 * @param facts what is known by now: the page, the reader
 * @param work gets the request's id, the middleware's, which is also the answer's
 */
export async function onPageTrail<T>(
  facts: Pick<Trail, "actor_id" | "route">,
  work: (requestId: string) => Promise<T>,
): Promise<T> {
  const known = trailOf().request_id;
  if (known !== undefined) {
    addToTrail(facts);
    return work(known);
  }
  const requestId = requestIdOf({ headers: await headers() });
  try {
    return await onTrail({ request_id: requestId, ...facts }, () => work(requestId));
  } catch (thrown) {
    // A redirect or a 404 of Next's has a digest of its own.
    throw thrown instanceof Error && !("digest" in thrown) ? Object.assign(thrown, { digest: requestId }) : thrown;
  }
}
