import { env } from "../env";

/** Where the readers of a mail find an organization's picture; undefined when it has none. */
export function logoAddress(logoId: string | null): string | undefined {
  return logoId === null ? undefined : new URL(`/api/logos/${logoId}`, env().PUBLIC_BASE_URL).href;
}
