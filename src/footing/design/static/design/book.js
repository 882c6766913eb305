// Two small helps: the browser's own time zone is chosen, and a private link fills its form.
const zones = document.querySelector('select[name=tz]');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zones && own && !new URLSearchParams(location.search).has('tz')) {
  if (![...zones.options].some((option) => option.value === own)) {
    zones.prepend(new Option(own.replaceAll('_', ' '), own));
  }
  zones.value = own;
}
const form = document.querySelector('form[data-fragment]');
const [code, token] = decodeURIComponent(location.hash.slice(1)).split('.');
if (form && code && token) {
  form.elements.code.value = code;
  form.elements.token.value = token;
  history.replaceState(null, '', location.pathname);
}
