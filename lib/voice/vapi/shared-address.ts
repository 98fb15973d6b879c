import { VapiAuthConfig } from "./auth-config";
import type { VapiAuthScheme } from "./verify";

/** The headers in which a secret is looked for at the address all assistants share: there nobody is known yet whose own header it could be. */
export const SHARED_ADDRESS_HEADERS = ["x-vapi-secret", "authorization"] as const;

/** Whether an agent's deliveries can be proven there: its secret comes in a header that is looked at, or its signature with an assistant to name. */
export function worksAtSharedAddress(agent: {
  auth_scheme: VapiAuthScheme;
  auth_config: unknown;
  vendor_agent_id: string | null;
}): boolean {
  switch (agent.auth_scheme) {
    case "shared_secret":
      return true;
    case "hmac":
      return agent.vendor_agent_id !== null;
    case "bearer": {
      const config = VapiAuthConfig.safeParse(agent.auth_config ?? {});
      return config.success && SHARED_ADDRESS_HEADERS.some((name) => name === config.data.header_name);
    }
  }
}
