import { expect, test } from "vitest";
import { GET } from "@/app/api/ops/organizations/[id]/route";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOperator, makeOrganization } from "../../support/organization";

test.each(["America/Chicago", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])(
  "a day of use begins and ends with the day of the organization's clock: %s",
  async (time_zone) => {
    const org = await makeOrganization({ time_zone });
    const agent = await makeAgent(org.id, "retell");
    // From the first and the last hour of two days that are over, whatever the time is.
    const moments = await database()<{ day: string; at: Date }[]>`
      select to_char(day, 'YYYY-MM-DD') as day, (day + hour) at time zone ${time_zone} as at
      from (values (1), (2)) as ago (days), (values (interval '5 min'), (interval '23 h 55 min')) as hours (hour),
        lateral (select ((now() at time zone ${time_zone})::date - days)::timestamp as day) as days_of`;
    for (const { at } of moments) await insertCall(agent, { started_at: at });
    const cookie = await (await makeOperator()).cookie();
    const answer = await callRoute(GET, { path: `/api/ops/organizations/${org.id}`, params: { id: org.id }, cookie });
    const { usage } = answer.json<OrganizationDetail>();
    expect(usage).toHaveLength(30);
    expect(Object.fromEntries(usage.filter(({ calls }) => calls > 0).map(({ day, calls }) => [day, calls]))).toEqual(
      Object.fromEntries(moments.map(({ day }) => [day, 2])),
    );
  },
);
