// Leave at once: blank first, then end the session and replace this entry of the history.
const bar = document.querySelector('a.leave');
const blank = () => {
  const cover = document.createElement('div');
  cover.className = 'blank';
  cover.setAttribute('role', 'alert');
  cover.textContent = bar.dataset.wait;
  document.title = bar.dataset.wait;
  document.body.replaceChildren(cover);
};
const leave = (event) => {
  event?.preventDefault();
  const to = bar.href;
  blank();
  location.replace(to);
};
if (bar) {
  for (const link of document.querySelectorAll('a[data-leave]')) link.addEventListener('click', leave);
  let presses = [];
  let alone = false;
  addEventListener('keydown', (event) => {
    alone = event.key === 'Shift' && !event.repeat;
    if (!alone) presses = [];
  });
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < 5000), now];
    if (presses.length >= 3) leave();
  });
  // A page that the browser kept in memory is not shown again.
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
document.querySelector('.alert')?.focus();
