import { AppError } from "../errors";
import { passwordStrength, STRONG_ENOUGH } from "./password-strength";

/** Throws `invalid` for a password that is easy to guess, said beside its field. @param about what is known of its person */
export async function requireStrongPassword(password: string, about: readonly string[]): Promise<void> {
  const { score, advice } = await passwordStrength(password, about, { thorough: true });
  if (score < STRONG_ENOUGH) throw new AppError("invalid", advice, { fields: { password: advice } });
}
