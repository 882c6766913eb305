// Leave at once: blank first, then end the session in the background and replace this entry of the history.
// Runs before anything of the page is drawn, so that Back after leaving never shows it; nothing here may wait.
(() => {
  'use strict';
  const LEFT = 'left';
  const tab = (work) => { try { return work(sessionStorage); } catch { return null; } };
  const bar = () => document.querySelector('a.leave');
  const blank = (words) => {
    const cover = document.createElement('div');
    cover.className = 'blank';
    cover.setAttribute('role', 'alert');
    cover.textContent = words;
    document.title = words;
    document.body.replaceChildren(cover);
  };
  const leave = () => {
    const { href, dataset: { to, wait, left } } = bar();
    blank(wait);
    tab((kept) => kept.setItem(LEFT, to));
    // If the line is down, this tells the server at the next request, before it shows anything.
    if (left) document.cookie = `${left}=1; path=/; max-age=86400; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
    navigator.sendBeacon?.(href);
    location.replace(to);
  };

  // Back after leaving goes elsewhere again; whoever types the address or follows a link has come back.
  const [how] = performance.getEntriesByType('navigation');
  const away = tab((kept) => kept.getItem(LEFT));
  if (away && how?.type === 'back_forward') {
    stop();
    document.title = '';
    location.replace(away);
    return;
  }
  tab((kept) => kept.removeItem(LEFT));

  addEventListener('click', (event) => {
    if (!event.target.closest?.('a[data-leave]')) return;
    event.preventDefault();
    leave();
  });

  // Shift three times, each within five seconds of the one before; any other key, or a press of the mouse, begins anew.
  let presses = 0;
  let alone = false;
  let timer = 0;
  const show = (words) => {
    const place = document.querySelector('.presses');
    if (!place) return;
    const said = document.createElement('span');
    said.className = 'seen-not';
    said.textContent = words;
    const dots = presses ? [1, 2, 3].map((n) => {
      const dot = document.createElement('i');
      if (n <= presses) dot.className = 'on';
      return dot;
    }) : [];
    place.replaceChildren(...dots, said);
  };
  const reset = (words = '') => {
    clearTimeout(timer);
    if (!presses) return;
    presses = 0;
    show(words);
  };
  addEventListener('keydown', (event) => {
    if (event.repeat && event.key === 'Shift') return;
    alone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) reset();
  });
  addEventListener('pointerdown', () => { alone = false; reset(); });
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone || !bar()) return;
    alone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses >= 3) { leave(); return; }
    const [two, one, over] = bar().dataset.presses.split('|');
    show(presses === 1 ? two : one);
    timer = setTimeout(() => reset(over), 5000);
  });

  // A page that the browser kept in memory is not shown again: hidden while it is away, then opened anew or left again.
  addEventListener('pagehide', () => { document.documentElement.hidden = true; });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    const again = tab((kept) => kept.getItem(LEFT));
    if (again) location.replace(again); else location.reload();
  });

  addEventListener('DOMContentLoaded', () => {
    for (const button of document.querySelectorAll('[data-print]')) {
      button.hidden = false;
      button.addEventListener('click', () => print());
    }
    document.querySelector('[role=alert][tabindex]')?.focus();
  });
})();
