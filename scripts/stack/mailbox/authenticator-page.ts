/** Stands in for the demo operator's phone: the code of an authenticator app, and how long it holds. */
export const authenticatorPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Authenticator · Foyer</title>
<style>
:root { color-scheme: light dark;
  --paper: light-dark(#faf9f7, #141413); --card: light-dark(#fff, #1d1c1b); --ink: light-dark(#1c1b1a, #f2f0ec);
  --soft: light-dark(#6b6762, #a19c95); --line: light-dark(#e6e2dc, #2e2c2a); --brand: light-dark(#155e4f, #5cc5ac); }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 14px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif; }
main { box-sizing: border-box; width: min(24rem, 100vw - 2rem); padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1 { font-size: 15px; margin: 0; font-weight: 650; }
p { margin: 4px 0 0; color: var(--soft); }
output { display: block; margin: 20px 0 10px; font: 600 40px/1 ui-monospace, monospace; letter-spacing: .12em; font-variant-numeric: tabular-nums; }
progress { width: 100%; height: 4px; accent-color: var(--brand); }
</style>
</head>
<body>
<main>
<h1>Authenticator of the demo operator</h1>
<p id="who">In production this is an app on a phone.</p>
<output id="code" aria-label="Code">······</output>
<progress id="left" max="30" value="30" aria-label="Seconds left"></progress>
</main>
<script>
const show = async () => {
  const { data: [first], ms_left } = await (await fetch("/authenticator/codes")).json();
  document.getElementById("code").value = first.code.slice(0, 3) + " " + first.code.slice(3);
  document.getElementById("who").textContent = first.label + ". In production this is an app on a phone.";
  document.getElementById("left").value = ms_left / 1000;
};
show();
setInterval(show, 1000);
</script>
</body>
</html>`;
