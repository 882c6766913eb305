// A page that somebody else may close at any moment asks every four seconds whether it may stay. If not, it goes.
const { still } = document.querySelector('[data-still]').dataset;
const ask = async () => {
  try {
    const answer = await fetch(still, { redirect: 'manual', cache: 'no-store' });
    if (answer.status === 204) return;
  } catch { /* No answer is no leave to stay. */ }
  document.querySelector('main').replaceChildren();
  location.reload();
};
setInterval(ask, 4000);
document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
