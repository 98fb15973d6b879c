import { ApiError } from "./api-error";
import { learnServerTime } from "./freshness";

/** Sends a request to our API and returns the parsed body. Throws `ApiError`; code `network` when nothing answered. */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  let response: Response;
  const sent = Date.now();
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: "same-origin",
    });
  } catch {
    throw new ApiError("network", "The server could not be reached. Check the connection and try again.", 0);
  }
  learnServerTime(response.headers.get("date"), sent);
  if (!response.ok) throw await ApiError.from(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** GET for SWR. */
export function fetcher<T>(path: string): Promise<T> {
  return send<T>("GET", path);
}
