import { AppError } from "../errors";

/** In whose name a transaction speaks to the database. */
export type DatabaseRole = "app_tenant" | "app_operator";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a transaction sets for itself before anything else, as SQL: its role, its patience, for whom it works. */
export function settings(role: DatabaseRole, values: Record<string, string | undefined>): string {
  const lines = [`set local role ${role}`, `set local statement_timeout = '${role === "app_tenant" ? 10 : 30}s'`];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    lines.push(`set local app.${name} = '${uuid(name, value)}'`);
  }
  return lines.join(";");
}

/** A setting's value, which stands in SQL as it is: a uuid or nothing. */
export function uuid(name: string, value: string): string {
  if (!UUID.test(value)) throw new AppError("internal", "Something went wrong on our side.", { setting: name });
  return value;
}
