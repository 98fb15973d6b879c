import { ApiError } from "./api-error";
import { learnServerTime } from "./freshness";
import { learnPace, pause, readingAllowed } from "./pace";

const UNREACHABLE = "The server could not be reached. Check the connection and try again.";
const OFFLINE = "You are offline, so nothing was changed. Try again once you are back.";

/** Sends a request to our API and returns the parsed body. Throws `ApiError`; code `network` when nothing answered. */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: "same-origin",
    });
  } catch {
    throw new ApiError("network", navigator.onLine ? UNREACHABLE : OFFLINE, 0);
  }
  learnServerTime(response.headers.get("date"));
  if (method === "GET") learnPace(response.headers);
  if (method === "GET" && response.status === 429) pause(response.headers);
  if (!response.ok) {
    const error = await ApiError.from(response);
    if (error.code === "forbidden" && (await isOvercome(error))) return send(method, path, body, headers);
    throw error;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

let isLeaving = false;

/** From now on refusals lead nowhere: the page ends what let it in, and knows itself where to go. */
export function beginLeaving(): void {
  isLeaving = true;
}

// Nearly no page is ever refused: what is done then is fetched then.
const isOvercome = (refusal: ApiError) =>
  import("./overcome-refusal").then(
    (module) => module.isOvercome(refusal, isLeaving),
    () => false,
  );

const PATIENCE = 5;

/**
 * GET for SWR. Told to slow down, it waits as long as the server says and asks again; without a connection it waits for
 * one. Meanwhile the screen keeps what it shows.
 */
export async function fetcher<T>(path: string): Promise<T> {
  for (let refusals = 0; ; ) {
    await connected();
    await readingAllowed();
    try {
      return await send<T>("GET", path);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "network" && !navigator.onLine) continue;
      if (error.code !== "rate_limited" || ++refusals === PATIENCE) throw error;
    }
  }
}

async function connected() {
  if (navigator.onLine) return;
  await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
}
