// Before a sign-in ends, ask; at its end, go, or cover a form that was begun: the server keeps it through the sign-in.
// The server notes once a minute that somebody was here: its end may come a minute before ours, never after. So ask early.
const { idle, ask, stay, gone, back, to } = document.body.dataset;
const limit = Number(idle) * 1000 + 2000;
let end = Date.now() + limit;
let bar = null;
let dirty = null;
addEventListener('input', (event) => { dirty = event.target.form ?? dirty; });
const box = (words, label, press) => {
  const made = document.createElement('div');
  made.className = 'idle';
  made.setAttribute('role', 'alertdialog');
  made.setAttribute('aria-label', words);
  const said = document.createElement('p');
  said.textContent = words;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = label;
  button.addEventListener('click', press);
  made.append(said, button);
  document.body.append(made);
  button.focus();
  return made;
};
const keep = async () => {
  const answer = await fetch(document.body.dataset.alive, { method: 'POST', redirect: 'manual' });
  if (!answer.ok) return;
  end = Date.now() + limit;
  bar?.remove();
  bar = null;
};
// A page that sends by itself what somebody pressed says so.
addEventListener('here', () => { end = Date.now() + limit; bar?.remove(); bar = null; });
const over = () => {
  clearInterval(timer);
  bar?.remove();
  if (!dirty?.isConnected) { location.replace(to); return; }
  document.querySelector('main').hidden = true;
  box(gone, back, () => dirty.submit());
};
const timer = setInterval(() => {
  if (!document.querySelector('main')) { clearInterval(timer); return; } // somebody left
  const left = end - Date.now();
  if (left <= 0) over();
  else if (left < 120000 && !bar) bar = box(ask, stay, keep);
}, 1000);
