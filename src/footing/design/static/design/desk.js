// Arrow keys in a week or a day: left and right between its rows, up and down within one. Tab goes everywhere as before.
const table = document.querySelector("[data-arrows]");
const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("a")]);

table.addEventListener("keydown", (event) => {
  const row = rows.findIndex((links) => links.includes(event.target));
  if (row < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const at = rows[row].indexOf(event.target);
  const to = {
    ArrowLeft: () => rows[row - 1]?.[Math.min(at, rows[row - 1].length - 1)],
    ArrowRight: () => rows[row + 1]?.[Math.min(at, rows[row + 1].length - 1)],
    ArrowUp: () => rows[row][at - 1] ?? rows[row - 1]?.at(-1),
    ArrowDown: () => rows[row][at + 1] ?? rows[row + 1]?.[0],
    Home: () => rows[0][0],
    End: () => rows.at(-1)[0],
  }[event.key];
  if (!to) return;
  event.preventDefault();
  to()?.focus();
});
document.querySelector("[data-arrows-hint]").hidden = false;
