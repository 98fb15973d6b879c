import { CredentialEnded } from "../credentials/credential-ended";
import { AppError } from "../errors";
import { VendorError, vendorProblem } from "../voice/vendor-error";

/** Why a vendor could not be asked about an agent, in a sentence to act on; undefined when it is no matter of the vendor or its key. */
export function whyNotAsked(error: unknown): string | undefined {
  if (error instanceof VendorError) return vendorProblem(error);
  return error instanceof CredentialEnded ? error.message : undefined;
}

/** Whether asking again would end the same: the agent shows why, and no queue repeats it. Or the agent is deleted, and nobody asks. */
export function isSettled(error: unknown): boolean {
  if (error instanceof VendorError) return error.permanent;
  return error instanceof CredentialEnded || (error instanceof AppError && error.code === "not_found");
}
