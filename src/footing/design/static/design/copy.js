// Copies the text of a box. Where the browser does not let us, the text lies selected.
for (const button of document.querySelectorAll('[data-copy]')) {
  const { copy, done, selected } = button.dataset, box = document.querySelector(`#${copy}`);
  const line = button.parentElement.querySelector('[role=status]');
  button.addEventListener('click', async () => {
    line.textContent = '';
    try {
      await navigator.clipboard.writeText(box.value);
      line.textContent = done;
    } catch {
      box.focus();
      box.select();
      line.textContent = document.execCommand('copy') ? done : selected;
    }
  });
  button.hidden = false;
}
