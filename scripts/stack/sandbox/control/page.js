import { fill, h, table } from "./page-elements.js";

const FAULTS = {
  duplicate: "Sent twice",
  delay: "Late",
  reorder: "Out of order",
  drop: "Never delivered",
  forge: "Forged copy",
};
const ENDINGS = {
  caller_hung_up: "caller hangs up",
  agent_hung_up: "agent hangs up",
  transferred: "transferred",
  voicemail: "voicemail",
  inactivity: "silence",
  no_answer: "no answer",
  busy: "busy",
};
const VENDORS = {
  twilio: "Twilio",
  google_calendar: "Google Calendar",
  creatomate: "Creatomate",
  slack: "Slack",
  openai: "OpenAI",
};
const POLL_MS = 1000;

const $ = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

async function ask(path, body) {
  const response = await fetch(`/control${path}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

let state;
let conversations = [];
let shownCall;

// They scroll within themselves, and the keyboard has to get there.
for (const id of ["agents", "calls", "deliveries"]) $(id).tabIndex = 0;

const place = $("place");
const traffic = $("traffic");
const rate = traffic.elements.rate;

async function start() {
  ({ conversations } = await ask("/conversations"));
  for (const [fault, words] of Object.entries(FAULTS)) {
    $("call-faults").append(
      h("label", {}, h("input", { type: "checkbox", name: "fault", value: fault }), h("span", {}, words)),
    );
    $("faults").append(
      h(
        "label",
        {},
        words,
        h("output", { id: `shown-${fault}` }, "0 %"),
        // A label is the name of the first of the two, which is the output.
        h("input", { type: "range", name: fault, min: 0, max: 100, step: 5, value: 0, "aria-label": words }),
      ),
    );
  }
  showKeys((await ask("/accounts")).accounts);
  await refresh();
  rate.value = state.settings.traffic.calls_per_minute;
  for (const fault of Object.keys(FAULTS))
    $("faults").elements[fault].value = state.settings.fault_probability[fault] * 100;
  showOutputs();
  setInterval(() => document.hidden || refresh(), POLL_MS);
}

function showKeys(accounts) {
  const row = ({ kind, secret }) => {
    const copy = async (event) => {
      const button = event.currentTarget;
      await navigator.clipboard.writeText(secret);
      button.textContent = "Copied";
    };
    const button = { class: "plain", type: "button", onclick: copy, "aria-label": `Copy the ${VENDORS[kind]} key` };
    return h("tr", {}, h("td", {}, VENDORS[kind]), h("td", { class: "number" }, h("button", button, "Copy")));
  };
  $("keys").replaceChildren(table([["Vendor"], ["Key", "number"]], accounts.map(row), ""));
}

async function refresh() {
  try {
    const query = shownCall ? `?call_id=${encodeURIComponent(shownCall)}` : "";
    const [fresh, { deliveries }] = await Promise.all([ask("/state"), ask(`/deliveries${query}`)]);
    state = fresh;
    showAgents();
    showCalls();
    showDeliveries(deliveries);
    const running = state.calls.filter((call) => !call.finished).length;
    $("pulse").textContent = running === 1 ? "1 call under way" : `${running} calls under way`;
  } catch (error) {
    $("pulse").textContent = `The sandbox does not answer (${error.message})`;
  }
}

const provider = (name) => h("span", { class: `mark ${name}` }, name === "retell" ? "Retell" : "Vapi");

const CHANGES = {
  prompt: "Another prompt",
  voice: "Another voice",
  webhook_elsewhere: "Webhook to elsewhere",
  webhook_removed: "No webhook",
  unsign: "Webhook without proof",
  publish: "Publish the draft",
};
const ONLY = { unsign: "vapi", publish: "retell" };

/** What somebody might do in the vendor's own dashboard, behind the product's back. */
function changeMenu(agent) {
  const fitting = Object.entries(CHANGES).filter(([change]) => !ONLY[change] || ONLY[change] === agent.provider);
  const menu = h("select", { "aria-label": `Change ${agent.name} at the vendor` });
  fill(menu, [["", versionWords(agent)], ...fitting]);
  menu.addEventListener("change", async () => {
    await ask(`/agents/${agent.id}/changes`, { change: menu.value });
    menu.blur();
    refresh();
  });
  return menu;
}

function versionWords({ provider, document }) {
  if (provider !== "retell") return "Change…";
  return `Version ${document.version}${document.is_published ? "" : " (draft)"}, change…`;
}

function showAgents() {
  // A menu that is open stays.
  if ($("agents").contains(document.activeElement) && document.activeElement.tagName === "SELECT") return;
  $("agents-count").textContent = state.agents.length || "";
  const rows = state.agents.map((agent) => {
    const url = agent.document.webhook_url ?? agent.document.server?.url;
    const proof = agent.provider === "retell" ? "signature" : agent.auth.type;
    return h(
      "tr",
      {},
      h("td", {}, provider(agent.provider)),
      h("td", {}, agent.name),
      h("td", {}, agent.business_number),
      h("td", {}, h("span", { class: "tag" }, proof)),
      h(
        "td",
        { class: "wide", title: url ?? "" },
        url ? h("code", {}, url) : h("span", { class: "tag warn" }, "no webhook URL"),
      ),
      h("td", {}, changeMenu(agent)),
    );
  });
  const heads = [["Vendor"], ["Agent"], ["Number"], ["Proof"], ["Webhook"], ["At the vendor"]];
  $("agents").replaceChildren(
    table(heads, rows, "No agents yet. The seed registers the demo's; others come by POST /control/agents."),
  );
  fill(
    place.elements.agent_id,
    state.agents.map((agent) => [agent.id, `${agent.name} (${agent.provider === "retell" ? "Retell" : "Vapi"})`]),
  );
  fillConversations();
}

function fillConversations() {
  const agent = state.agents.find(({ id }) => id === place.elements.agent_id.value);
  const suitable = conversations.filter(({ industries }) => !agent || industries.includes(agent.industry));
  suitable.sort((a, b) => a.title.localeCompare(b.title));
  fill(place.elements.conversation, [["", "As in life"], ...suitable.map(({ id, title }) => [id, title])]);
  const chosen = conversations.find(({ id }) => id === place.elements.conversation.value);
  $("about").textContent = chosen
    ? `${chosen.direction === "inbound" ? "Inbound" : "Outbound"}, ${chosen.lines} lines, ${length(chosen.duration_ms)}, ends with ${ENDINGS[chosen.ending]}.`
    : "One that is likely for this business at this hour.";
  place.querySelector("button").disabled = state.agents.length === 0;
}

const length = (ms) =>
  ms === 0
    ? "not connected"
    : `${Math.floor(ms / 60000)}:${String(Math.round((ms % 60000) / 1000)).padStart(2, "0")} min`;

function showCalls() {
  $("calls-count").textContent = state.calls_total || "";
  const rows = state.calls.map((call) => {
    const agent = state.agents.find(({ id }) => id === call.agent_id);
    const [placed, ends] = [call.placed_at, Date.parse(call.ends_at)];
    const done = ends <= placed ? 1 : Math.min(1, (Date.now() - placed) / (ends - placed));
    const status = call.finished
      ? h("span", { class: "tag" }, "ended")
      : h("progress", { max: 1, value: done, "aria-label": "Under way" });
    const faults = call.faults.map((fault) => h("span", { class: "tag warn" }, FAULTS[fault]));
    return h(
      "tr",
      {},
      h("td", {}, clock.format(call.placed_at)),
      h("td", {}, h("span", { class: `mark ${call.provider}` }, agent?.name ?? "deleted agent")),
      h(
        "td",
        { class: "wide" },
        h("button", { class: "plain", type: "button", title: call.id, onclick: () => showOnly(call.id) }, call.title),
      ),
      h("td", {}, call.direction === "inbound" ? `from ${call.caller_number}` : `to ${call.caller_number}`),
      h("td", {}, status, " ", ...faults),
    );
  });
  const heads = [["Placed"], ["Agent"], ["Conversation"], ["Person"], ["State"]];
  $("calls").replaceChildren(table(heads, rows, "No calls yet. Place one, or turn traffic up."));
}

function showOnly(id) {
  shownCall = id;
  $("filter").hidden = !id;
  if (id) {
    $("filter").replaceChildren(
      `Only call ${id}. `,
      h("button", { class: "plain", type: "button", onclick: () => showOnly(undefined) }, "Show all"),
    );
  }
  refresh();
}

function showDeliveries(deliveries) {
  $("deliveries-count").textContent = deliveries.length ? `newest ${deliveries.length}` : "";
  const rows = deliveries.map((delivery) => {
    const accepted = delivery.status >= 200 && delivery.status < 300;
    const expected = delivery.fault === "forge" ? delivery.status === 401 : accepted;
    const result = h("span", { class: `tag ${expected ? "good" : "bad"}` }, String(delivery.status ?? delivery.error));
    const remarks = [
      delivery.fault && FAULTS[delivery.fault],
      delivery.attempt > 1 && `attempt ${delivery.attempt}`,
      delivery.note,
    ].filter(Boolean);
    return h(
      "tr",
      {},
      h("td", {}, clock.format(new Date(delivery.sent_at))),
      h("td", {}, h("span", { class: `mark ${delivery.provider}` }, delivery.event)),
      h("td", {}, result),
      h("td", { class: "number" }, `${delivery.latency_ms.toFixed(1)} ms`),
      h("td", { class: "wide", title: delivery.answer }, remarks.join(", ")),
    );
  });
  const heads = [["Sent"], ["Event"], ["Answer"], ["Took", "number"], ["Remarks"]];
  $("deliveries").replaceChildren(table(heads, rows, "Nothing was sent since the sandbox started."));
}

function showOutputs() {
  $("rate-shown").textContent = rate.value === "0" ? "off" : rate.value;
  for (const fault of Object.keys(FAULTS)) $(`shown-${fault}`).textContent = `${$("faults").elements[fault].value} %`;
}

place.addEventListener("change", fillConversations);
place.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(place);
  try {
    const call = await ask("/calls", {
      agent_id: form.get("agent_id"),
      ...(form.get("conversation") && { conversation: form.get("conversation") }),
      pace: Number(form.get("pace")),
      faults: form.getAll("fault"),
    });
    $("placed").textContent = `Placed: ${call.title}`;
  } catch (error) {
    $("placed").textContent = `Not placed: ${error.message}`;
  }
  refresh();
});

document.addEventListener("input", showOutputs);
traffic.addEventListener("change", () => ask("/traffic", { calls_per_minute: Number(rate.value) }));
$("faults").addEventListener("change", () =>
  ask("/faults", {
    probability: Object.fromEntries(
      Object.keys(FAULTS).map((fault) => [fault, Number($("faults").elements[fault].value) / 100]),
    ),
  }),
);

start();
