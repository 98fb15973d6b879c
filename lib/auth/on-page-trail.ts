import { headers } from "next/headers";
import { requestIdOf } from "../http/request-id";
import { onTrail } from "../log/trail";

/**
 * Reads for a page, on the trail of its request and its reader. What fails gets the request id as its digest: of a
 * server's error an error boundary is given the digest alone, and this one is what our log and Sentry know it by.
 * @param readerId null while it is being found out
 * @param work gets the request's id, the middleware's, which is also the answer's
 */
export async function onPageTrail<T>(readerId: string | null, work: (requestId: string) => Promise<T>): Promise<T> {
  const requestId = requestIdOf({ headers: await headers() });
  try {
    return await onTrail({ request_id: requestId, ...(readerId !== null && { actor_id: readerId }) }, () =>
      work(requestId),
    );
  } catch (thrown) {
    // A redirect or a 404 of Next's has a digest of its own.
    throw thrown instanceof Error && !("digest" in thrown) ? Object.assign(thrown, { digest: requestId }) : thrown;
  }
}
