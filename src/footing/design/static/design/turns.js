// A round of two: asks whether it stands as shown; what changed comes in the same answer. Chance keeps phones from asking
// in step.
const EVERY = 700, SELDOM = 5600;
const line = document.querySelector('#line');
const turn = () => document.querySelector('#turn');
let timer = 0, failed = 0, began = Date.now(), sending = null, native = false;
const say = (words, seen) => {
  if (line.textContent !== words) line.textContent = words;
  line.className = seen ? 'note warm' : 'seen-not';
};
const clock = () => {
  const shown = document.querySelector('[data-clock]');
  if (!shown) return;
  const left = shown.dataset.left - (Date.now() - began) / 1000;
  const [, words] = JSON.parse(shown.dataset.clock).find(([least]) => left >= least);
  if (shown.textContent !== words) shown.textContent = words;
};
const hide = () => turn().querySelector('.look')?.remove();
const take = (html, sent) => {
  const old = turn(), next = new DOMParser().parseFromString(html, 'text/html').querySelector('#turn');
  if (!next) return false;
  const box = old.querySelector('textarea'), new_ = next.querySelector('textarea');
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(next);
  // What somebody is typing stays in their hands, whatever the other one does.
  const keep = box?.value.trim() && box.value !== sent?.get('t');
  if (keep && new_) new_.replaceWith(box);
  else if (keep) next.querySelector('h1').after(box.closest('.field'));
  began = Date.now();
  hide();
  clock();
  const title = next.querySelector('h1');
  if (keep && focused === box) box.focus();
  else if (sent || focused) (next.querySelector('[role=alert]') ?? title).focus();
  if (!sent) say(title.textContent, false);
  return true;
};
const fetched = async (to, how) => {
  const answer = await fetch(to, { cache: 'no-store', signal: AbortSignal.timeout?.(8000), ...how });
  if (answer.status >= 500 || answer.status === 429) throw answer;
  return answer;
};
const later = (start) => {
  clearTimeout(timer);
  // What was pressed is sent all the same.
  if (!turn() || (!sending && (document.hidden || !turn().dataset.now))) return;
  const wait = Math.min(EVERY * 2 ** failed, SELDOM) * (0.93 + Math.random() * 0.14);
  timer = setTimeout(ask, Math.max(0, wait - Date.now() + start));
};
const ask = async () => {
  clearTimeout(timer);
  if (!turn()) return; // somebody left
  const { now, lost } = turn().dataset, mine = sending, start = Date.now();
  try {
    if (mine) {
      const html = await (await fetched(mine.form.action, { method: 'POST', body: mine.body })).text();
      if (mine !== sending) return;
      sending = null;
      dispatchEvent(new Event('here'));
      say('', false);
      // Signed out: sent the plain way, what was typed is kept through the sign-in.
      if (!take(html, mine.body)) { native = true; mine.form.requestSubmit(mine.button); return; }
    } else {
      const answer = await fetched(now), html = answer.status === 204 ? '' : await answer.text();
      // What was pressed meanwhile, or came since, is newer.
      const fresh = html && !sending && turn()?.dataset.now === now;
      // Signed out meanwhile: a half-written text waits for its press.
      if (fresh && !take(html, null)) {
        if (turn().querySelector('textarea')?.value.trim()) delete turn().dataset.now; else location.reload();
      } else if (line.className !== 'seen-not') say('', false);
    }
    failed = 0;
  } catch { failed += 1; say(lost, true); }
  clock();
  later(start);
};
if (line && turn().dataset.now) {
  hide();
  addEventListener('submit', (event) => {
    const { target: form, submitter: button } = event;
    if (native || !turn().contains(form)) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.append(button.name, button.value);
    sending = { form, button, body };
    ask();
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  addEventListener('online', ask);
  later(Date.now());
} else setInterval(clock, 1000);
