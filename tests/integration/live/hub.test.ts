import { describe, expect, it } from "vitest";
import { subscribe } from "@/lib/live/hub";
import type { LiveEvent } from "@/lib/live/live-event";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

/** More than one read of a feed holds. */
const MANY = 1_234;

async function tell(orgId: string, facts: number): Promise<string[]> {
  const rows = await database()<{ id: string }[]>`
    insert into events (org_id, name, subject_type, actor_type, data)
    select ${orgId}, 'call.updated', 'call', 'vendor', jsonb_build_object('number', n)
    from generate_series(1, ${facts}) n returning id`;
  return rows.map(({ id }) => id).sort();
}

describe("live facts", () => {
  it("a burst larger than one read is told whole, in order, each fact once", async () => {
    const organization = await makeOrganization();
    const heard: LiveEvent[] = [];
    const end = await subscribe(organization.id, (event) => heard.push(event));
    const told = await tell(organization.id, MANY);
    await expect.poll(() => heard.length).toBe(MANY);
    expect(heard.map(({ id }) => id)).toEqual(told);
    end();
  });

  it("another organization's facts are not told", async () => {
    const [ours, theirs] = await Promise.all([makeOrganization(), makeOrganization()]);
    const heard: LiveEvent[] = [];
    const end = await subscribe(ours.id, (event) => heard.push(event));
    await tell(theirs.id, 3);
    const [own] = await tell(ours.id, 1);
    await expect.poll(() => heard.map(({ id }) => id)).toEqual([own]);
    end();
  });

  it("whoever has ended the subscription hears nothing more", async () => {
    const organization = await makeOrganization();
    const [gone, staying]: [LiveEvent[], LiveEvent[]] = [[], []];
    const end = await subscribe(organization.id, (event) => gone.push(event));
    const endStaying = await subscribe(organization.id, (event) => staying.push(event));
    end();
    await tell(organization.id, 2);
    await expect.poll(() => staying.length).toBe(2);
    expect(gone).toEqual([]);
    endStaying();
  });
});
