import { database } from "./database";

/** Does work while the audit log takes no entry of one organization. */
export async function withoutAuditLog<T>(orgId: string, work: () => Promise<T>): Promise<T> {
  const name = `refuse_${orgId.replaceAll("-", "_")}`;
  await database().unsafe(`
    create function private.${name}() returns trigger language plpgsql as $$
    begin if new.org_id = '${orgId}' then raise exception 'no entry'; end if; return new; end $$;
    create trigger ${name} before insert on public.audit_log for each row execute function private.${name}()`);
  try {
    return await work();
  } finally {
    await database().unsafe(`drop function private.${name}() cascade`);
  }
}
