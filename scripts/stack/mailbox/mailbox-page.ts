/** The mailbox: a list, a search by recipient, one mail open as HTML or text. Plain HTML, no build step. */
export const mailboxPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox · Foyer</title>
<link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect x='2' y='6' width='28' height='20' rx='4' fill='%23155e4f'/><path d='M4 9l12 9 12-9' fill='none' stroke='white' stroke-width='2.4'/></svg>">
<style>
:root { color-scheme: light dark;
  --paper: light-dark(#faf9f7, #141413); --card: light-dark(#fff, #1d1c1b); --ink: light-dark(#1c1b1a, #f2f0ec);
  --soft: light-dark(#6b6762, #a19c95); --line: light-dark(#e6e2dc, #2e2c2a); --brand: light-dark(#155e4f, #5cc5ac);
  --tint: light-dark(#e9f3f0, #1b2f2a); }
* { box-sizing: border-box; }
body { margin: 0; height: 100dvh; display: grid; grid-template-rows: auto 1fr; background: var(--paper); color: var(--ink);
  font: 14px/1.45 ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif; }
header { display: flex; gap: 12px 20px; align-items: center; flex-wrap: wrap; padding: 12px 20px; border-bottom: 1px solid var(--line); background: var(--card); }
h1 { font-size: 15px; margin: 0; font-weight: 650; letter-spacing: -.01em; }
header p { margin: 0; color: var(--soft); flex: 1; min-width: 12rem; }
input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 7px 11px; width: min(20rem, 100%); }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 1px; }
main { display: grid; grid-template-columns: minmax(17rem, 24rem) 1fr; min-height: 0; }
ol { list-style: none; margin: 0; padding: 0; overflow-y: auto; border-right: 1px solid var(--line); }
li button { all: unset; box-sizing: border-box; cursor: pointer; display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; width: 100%; padding: 12px 20px; border-bottom: 1px solid var(--line); }
li button:hover { background: var(--card); }
li button:focus-visible { outline: 2px solid var(--brand); outline-offset: -2px; }
li button[aria-current=true] { background: var(--tint); }
li b { font-weight: 600; grid-column: 1 / -1; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
li span, time { color: var(--soft); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
time { font-variant-numeric: tabular-nums; }
article { display: grid; grid-template-rows: auto 1fr; min-width: 0; min-height: 0; }
.head { padding: 16px 24px; border-bottom: 1px solid var(--line); background: var(--card); }
.head h2 { margin: 0 0 6px; font-size: 18px; letter-spacing: -.01em; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; margin: 0; color: var(--soft); }
dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
[role=tablist] { display: flex; gap: 4px; margin-top: 12px; }
[role=tab] { font: inherit; color: var(--soft); background: none; border: 1px solid transparent; border-radius: 7px; padding: 4px 12px; cursor: pointer; }
[role=tab][aria-selected=true] { color: var(--ink); border-color: var(--line); background: var(--paper); }
iframe { border: 0; width: 100%; height: 100%; background: #fff; }
pre { margin: 0; padding: 20px 24px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.55 ui-monospace, monospace; }
.empty { grid-row: 1 / -1; place-self: center; text-align: center; color: var(--soft); max-width: 26rem; padding: 24px; }
.empty strong { display: block; color: var(--ink); margin-bottom: 4px; }
.back { display: none; }
@media (max-width: 720px) {
  main { grid-template-columns: 1fr; } ol { border-right: 0; }
  main.reading ol { display: none; } main:not(.reading) ol:not(:empty) + article { display: none; } ol:empty { display: none; } input { width: 100%; }
  .back { display: inline-block; margin-bottom: 8px; font: inherit; color: var(--brand); background: none; border: 0; padding: 4px 0; cursor: pointer; }
}
</style>
</head>
<body>
<header><h1>Mailbox</h1><p id="count" role="status">Loading…</p><input id="search" type="search" placeholder="Search by recipient" aria-label="Search by recipient" autocomplete="off"></header>
<main id="main"><ol id="list"></ol><article id="mail" aria-live="polite"></article></main>
<script>
const $ = (id) => document.getElementById(id);
const el = (tag, props = {}, ...kids) => { const node = Object.assign(document.createElement(tag), props); node.append(...kids); return node; };
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
let mails = [], open = location.hash.slice(1), shown = "", view = "html";
const when = (iso) => { const date = new Date(iso); return date.toDateString() === new Date().toDateString() ? clock.format(date) : day.format(date); };
function drawList() {
  const wanted = $("search").value.trim();
  $("count").textContent = mails.length === 0 ? "No mail" : mails.length === 1 ? "1 mail" : mails.length + " mails";
  $("list").replaceChildren(...mails.map((mail) => {
    const button = el("button", { type: "button", onclick: () => { open = mail.id; location.hash = open; draw(); } },
      el("b", { textContent: mail.subject }), el("span", { textContent: mail.to.join(", ") }), el("time", { dateTime: mail.created_at, textContent: when(mail.created_at) }));
    button.setAttribute("aria-current", String(mail.id === open));
    return el("li", {}, button);
  }));
  if (mails.length === 0 && !shown) $("mail").replaceChildren(el("div", { className: "empty" },
    el("strong", { textContent: wanted ? "No mail to “" + wanted + "”" : "Nothing here yet" }),
    wanted ? "Try a shorter part of the address." : "Every mail Foyer sends on this machine arrives here instead of at a real person. Sign up, reset a password or invite a member to see one."));
}
function drawMail() {
  const mail = mails.find((one) => one.id === open);
  $("main").classList.toggle("reading", Boolean(mail));
  const key = mail ? mail.id + view : "";
  if (key === shown) return;
  shown = key;
  if (!mail) { $("mail").replaceChildren(el("div", { className: "empty" }, el("strong", { textContent: "Choose a mail" }), "Its HTML, text and headers open here.")); return; }
  const rows = [["From", mail.from], ["To", mail.to.join(", ")], ["Sent", full.format(new Date(mail.created_at))]];
  if (mail.reply_to) rows.push(["Reply to", mail.reply_to.join(", ")]);
  if (mail.attachments?.length) rows.push(["Attached", mail.attachments.map((file) => file.filename ?? "file").join(", ")]);
  const tab = (name, label) => { const node = el("button", { type: "button", textContent: label, onclick: () => { view = name; drawMail(); } }); node.setAttribute("role", "tab"); node.setAttribute("aria-selected", String(view === name)); return node; };
  const tabs = el("div", {}, tab("html", "HTML"), tab("text", "Text"), tab("headers", "Headers")); tabs.setAttribute("role", "tablist");
  const frame = el("iframe", { title: mail.subject, src: "/messages/" + mail.id + "/html" });
  frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
  const body = view === "html" ? frame : el("pre", { textContent: view === "text" ? mail.text ?? "This mail has no text part." : JSON.stringify({ id: mail.id, tags: mail.tags ?? [], headers: mail.headers ?? {}, idempotency_key: mail.idempotency?.key ?? null }, null, 2) });
  $("mail").replaceChildren(el("div", { className: "head" },
    el("button", { className: "back", type: "button", textContent: "← All mail", onclick: () => { open = ""; location.hash = ""; draw(); } }),
    el("h2", { textContent: mail.subject }), el("dl", {}, ...rows.flatMap(([name, value]) => [el("dt", { textContent: name }), el("dd", { textContent: value })])), tabs), body);
}
function draw() { drawMail(); drawList(); }
let last = "";
async function load() {
  try {
    const answer = await fetch("/messages?to=" + encodeURIComponent($("search").value.trim()));
    const text = await answer.text();
    if (text === last) return;
    last = text; mails = JSON.parse(text).data; draw();
  } catch { $("count").textContent = "The stack is not running"; last = ""; }
}
$("search").addEventListener("input", load);
addEventListener("hashchange", () => { open = location.hash.slice(1); draw(); });
load(); setInterval(load, 1500);
</script>
</body>
</html>
`;
