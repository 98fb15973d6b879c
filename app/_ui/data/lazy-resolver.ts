import type { FieldValues, Resolver } from "react-hook-form";
import type { ZodType } from "zod";

/**
 * Checks a form with the schema of its route. Schema and validator are fetched once somebody enters a field, so no page
 * carries them; if that fails, the values go out as they are and the server, which checks them anyway, says what is wrong.
 * `const resolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).SignIn)`, outside the component.
 */
export function lazyResolver<Values extends FieldValues>(
  load: () => Promise<ZodType<Values, Values>>,
): Resolver<Values> {
  let made: Promise<Resolver<Values> | null> | null = null;
  const make = () => {
    made ??= withoutEval()
      .then(() => Promise.all([import("@hookform/resolvers/zod"), load()]))
      .then(
        ([{ zodResolver }, schema]) => zodResolver(schema),
        () => {
          made = null;
          return null;
        },
      );
    return made;
  };
  if (typeof document !== "undefined") document.addEventListener("focusin", () => void make(), { once: true });
  return async (values, context, options) => (await make())?.(values, context, options) ?? { values, errors: {} };
}

// Before any schema is made: each would try whether it may write code, and the browser report that our policy forbids it.
async function withoutEval(): Promise<void> {
  const { z } = await import("zod");
  z.config({ jitless: true });
}
