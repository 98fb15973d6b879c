"use client";

import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { BarChart } from "../../../_ui/charts/bar-chart";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { DefinitionList } from "../../../_ui/definition-list";
import { ErrorState } from "../../../_ui/error-state";
import { formatCount, formatNumber } from "../../../_ui/format/format-count";
import { formatMinutes } from "../../../_ui/format/format-duration";
import { formatPlainDay, formatWeekday } from "../../../_ui/format/local-day";
import { INDUSTRY_OPTIONS } from "../../../_ui/organization-fields";
import { Card, Section } from "../../../_ui/section";
import { TextSkeleton } from "../../../_ui/skeleton";
import { DataTable } from "../../../_ui/table";
import { Time } from "../../../_ui/time";
import { Figures } from "../../figures";
import { OpsFrame } from "../../ops-frame";
import { Nothing } from "../../shift-part";
import { useRefreshing } from "../../use-refreshing";
import { ActsHere } from "./acts-here";
import { agentColumns, memberColumns } from "./columns";
import { OrganizationHead } from "./organization-head";
import { OwnerFact } from "./owner-fact";

const PARTS = [
  ["usage", "Usage"],
  ["agents", "Agents"],
  ["members", "Members"],
  ["staff", "Staff"],
] as const;

/** One organization as platform staff see it: how it fares, who belongs to it, and what may be done with all of it. */
export function OrganizationScreen({
  id,
  me,
  initial,
}: {
  id: string;
  me: string;
  initial: Snapshot<OrganizationDetail>;
}) {
  const { data, error, mutate } = useRefreshing<OrganizationDetail>(`/api/ops/organizations/${id}`, initial);
  return (
    <OpsFrame parts={PARTS}>
      {data ? <Shown organization={data} me={me} /> : null}
      {!data && error ? (
        <ErrorState error={error} title="The organization did not load" onRetry={() => void mutate()} />
      ) : null}
      {!data && !error ? <TextSkeleton lines={6} /> : null}
    </OpsFrame>
  );
}

function Shown({ organization, me }: { organization: OrganizationDetail; me: string }) {
  const { agents, members, usage } = organization;
  const calls = usage.reduce((sum, day) => sum + day.calls, 0);
  const talked = usage.reduce((sum, day) => sum + day.duration_ms, 0);
  return (
    <>
      <OrganizationHead organization={organization} me={me} />
      <div id="usage" className="scroll-mt-16">
        <Section
          title="Usage"
          hint={`The last 30 days, by the clock of ${organization.time_zone.replaceAll("_", " ")}`}
        >
          <Card flush>
            <Figures
              label="Usage"
              figures={[
                { name: "Calls in 30 days", value: formatNumber(calls) },
                { name: "Talked in 30 days", value: formatMinutes(talked) },
                { name: "Calls today", value: formatNumber(usage.at(-1)?.calls ?? 0) },
                { name: "Deliveries in 24 h", value: upTo(organization.deliveries_24h, 10_000) },
                {
                  name: "Failed deliveries",
                  value: upTo(organization.failed_deliveries, 1_000),
                  note: "in seven days",
                  isTrouble: organization.failed_deliveries > 0,
                },
                {
                  name: "Unusable deliveries",
                  value: upTo(organization.unusable_deliveries, 1_000),
                  note: "in seven days",
                },
              ]}
            />
          </Card>
          <Card>
            <BarChart
              label="Calls by day"
              format={(value) => formatCount(value, "call")}
              resting={<span className="font-medium text-ink">Calls by day</span>}
              height={120}
              bars={usage.map(({ day, calls: value }, index) => ({
                key: day,
                name: formatWeekday(day),
                tick: index % 7 === 0 ? formatPlainDay(day) : undefined,
                value,
              }))}
            />
          </Card>
        </Section>
      </div>
      <div className="grid gap-10 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-10">
          <div id="agents" className="scroll-mt-16">
            <Section title="Agents">
              <Card flush>
                {agents.length === 0 ? (
                  <Nothing>It has connected no agent yet.</Nothing>
                ) : (
                  <DataTable label="Agents" rows={agents} columns={agentColumns} rowKey={(agent) => agent.id} />
                )}
              </Card>
            </Section>
          </div>
          <div id="members" className="scroll-mt-16">
            <Section title="Members">
              <Card flush>
                {members.length === 0 ? (
                  <Nothing>Nobody belongs to it yet.</Nothing>
                ) : (
                  <DataTable label="Members" rows={members} columns={memberColumns} rowKey={(each) => each.user_id} />
                )}
              </Card>
            </Section>
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-10">
          <Section title="Facts">
            <Card>
              <DefinitionList
                items={[
                  { label: "Owner", value: <OwnerFact organization={organization} /> },
                  { label: "Address", value: <span className="font-mono">/{organization.slug}</span> },
                  {
                    label: "Business",
                    value: INDUSTRY_OPTIONS.find(({ value }) => value === organization.industry)?.label,
                  },
                  { label: "Time zone", value: organization.time_zone.replaceAll("_", " ") },
                  { label: "Currency", value: organization.currency },
                  { label: "Formats", value: organization.locale },
                  {
                    label: "Health data",
                    value: organization.phi_protection ? "Protected" : "Kept without protection",
                  },
                  {
                    label: "Second factor",
                    value: organization.admins_need_second_factor ? "Every admin needs one" : "As each admin chooses",
                  },
                  { label: "Founded", value: <Time at={organization.created_at} as="day" /> },
                ]}
              />
            </Card>
          </Section>
          <div id="staff" className="scroll-mt-16">
            <Section title="What staff did here" hint="Also in the organization's own audit log.">
              <Card flush>
                <ActsHere acts={organization.staff_acts} />
              </Card>
            </Section>
          </div>
        </div>
      </div>
    </>
  );
}

const upTo = (value: number, most: number) => `${formatNumber(value)}${value === most ? "+" : ""}`;
