// Buttons that copy the text of a box. Where the browser does not let us, the text lies selected, to be copied by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  const { copy, done, selected } = button.dataset, box = document.getElementById(copy);
  const line = button.parentElement.querySelector('[role=status]');
  const byHand = () => {
    box.focus();
    box.select();
    return document.execCommand('copy');
  };
  button.addEventListener('click', async () => {
    line.textContent = '';
    try {
      await navigator.clipboard.writeText(box.value);
      line.textContent = done;
    } catch { line.textContent = byHand() ? done : selected; }
  });
  button.hidden = false;
}
