import { env } from "../env";
import { AppError } from "../errors";
import { isWithin } from "./cidr";
import { clientAddress } from "./client-ip";

/**
 * Throws `not_found` outside of `OPERATOR_NETWORKS`: there nobody is platform staff, and nobody learns that there is a list.
 * An address that is not known lies in no network.
 */
export function requireOperatorNetwork(request: Parameters<typeof clientAddress>[0]): void {
  const { OPERATOR_NETWORKS } = env();
  if (OPERATOR_NETWORKS.length === 0 || isWithin(clientAddress(request), OPERATOR_NETWORKS)) return;
  throw new AppError("not_found", "There is nothing at this address.");
}
