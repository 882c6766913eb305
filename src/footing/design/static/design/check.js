// One sign a screen. Nothing is sent before the end, nothing is stored, the history keeps one entry.
const form = document.querySelector('form[data-steps]');
if (form) {
  const steps = [...form.querySelectorAll('.step')];
  const { next, back, of } = form.dataset;
  const heavy = (step) => [...step.querySelectorAll('input:checked')].some((i) => i.name[0] === 'a' && i.value >= '2');
  const extra = (step) => {
    const box = step.querySelector('[data-when]');
    if (!box) return;
    box.hidden = !heavy(step);
    const hint = box.querySelector('.hint'), told = hint?.closest('[aria-describedby]');
    told?.setAttribute('aria-describedby', told.getAttribute('aria-describedby').replace(hint.id, '').trim());
    hint?.remove();
    if (box.hidden) for (const input of box.querySelectorAll('input:checked')) input.checked = false;
  };
  const stones = document.createElement('p');
  stones.className = 'progress';
  stones.setAttribute('role', 'status');
  form.before(stones);
  let at = steps.findIndex((step) => step.querySelector('[aria-invalid], .bad'));
  const show = (to, focus = true) => {
    at = Math.min(Math.max(to, 0), steps.length - 1);
    steps.forEach((step, n) => { step.hidden = n !== at; });
    stones.replaceChildren(...steps.map((_, n) => {
      const stone = document.createElement('span');
      stone.className = n < at ? 'done' : n === at ? 'here' : '';
      return stone;
    }), ` ${at + 1} ${of} ${steps.length}`);
    if (focus) {
      steps[at].querySelector('h2').focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  };
  steps.forEach((step, n) => {
    extra(step);
    step.addEventListener('change', () => extra(step));
    const row = step.querySelector('.submit') ?? document.createElement('p');
    row.classList.add('row', 'ends');
    const button = (words, to, kind) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = `button ${kind}`;
      made.textContent = words;
      made.addEventListener('click', () => show(to));
      return made;
    };
    if (n) row.prepend(button(back, n - 1, 'calm'));
    if (n < steps.length - 1) row.append(button(next, n + 1, ''));
    step.append(row);
  });
  show(at < 0 ? 0 : at, false);
}
