const live = process.stdout.isTTY === true;

/**
 * Runs one step of a start and says how long it took. On a terminal the line counts seconds while it works.
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work may add a note that stands behind the title
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  let note = "";
  const line = (mark) =>
    `  ${mark} ${`${title}${note && ` ${note}`}`.padEnd(58)} ${seconds(performance.now() - began)}`;
  const draw = () => process.stdout.write(`\r\u001b[K${line("·")}`);
  if (!live) console.log(`  · ${title} …`);
  else draw();
  const timer = live ? setInterval(draw, 200) : undefined;
  try {
    const result = await work((text) => {
      note = text;
    });
    clearInterval(timer);
    process.stdout.write(`${live ? "\r\u001b[K" : ""}${line("✓")}\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    process.stdout.write(`${live ? "\r\u001b[K" : ""}${line("✗")}\n`);
    throw error;
  }
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`.padStart(8);
}
