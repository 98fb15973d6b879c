import { AppError } from "../errors";

/** What a session may lack: it is over, its person has to show their second factor, or has to set one up first. */
export type Lack = "over" | "code_needed" | "factor_needed";

/** The error for a session that lacks something. Screens lead to `/second-factor` by `details.reason`. */
export function refusalOf(lack: Lack): AppError {
  switch (lack) {
    case "over":
      return new AppError("unauthenticated", "Your session has ended. Sign in again.");
    case "code_needed":
      return new AppError("forbidden", "Enter the code of your authenticator app to go on.", { reason: lack });
    case "factor_needed":
      return new AppError("forbidden", "This needs a second factor. Set one up for your account.", { reason: lack });
  }
}
