import { headers } from "next/headers";
import { measuredPage, statusOfThrown } from "../http/measured-page";
import { tracedPage } from "../log/sentry/traced";
import { trailOf } from "../log/trail";
import { onPageTrail } from "./on-page-trail";

/**
 * What a page reads for its reader: counted and timed, traced when it is one of the sample, and on the trail of its request.
 * @param pattern of the page's file, `/[org]/calls`: never the path
 */
export function onPage<T>(pattern: string, read: () => Promise<T>): Promise<T> {
  return measuredPage(pattern, () =>
    onPageTrail({ route: pattern }, () =>
      tracedPage(Object.assign(trailOf(), { route: pattern }), headers, read, statusOfThrown),
    ),
  );
}
