import { AppError } from "../errors";

/**
 * Why somebody who belongs somewhere stays outside: their session is over, has to show a second factor, or its person has to
 * set one up first; platform staff have suspended the organization; or they are staff themselves and have
 * begun no visit.
 */
export type Lack = "over" | "code_needed" | "factor_needed" | "suspended" | "visit_needed";

/** The error for it. Screens lead to `/second-factor` or `/suspended` by `details.reason`. */
export function refusalOf(lack: Lack, organizationId?: string): AppError {
  switch (lack) {
    case "over":
      return new AppError("unauthenticated", "Your session has ended. Sign in again.");
    case "code_needed":
      return new AppError("forbidden", "Enter the code of your authenticator app to go on.", { reason: lack });
    case "factor_needed":
      return new AppError("forbidden", "This needs a second factor. Set one up for your account.", { reason: lack });
    case "suspended":
      return new AppError("forbidden", "This organization is suspended. What its agents deliver is kept.", {
        reason: lack,
      });
    case "visit_needed":
      return new AppError("forbidden", "Begin a visit in the console, and say why.", {
        reason: lack,
        organization_id: organizationId,
      });
  }
}
