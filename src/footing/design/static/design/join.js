// The secret of an invitation stands in the fragment; it fills its field and leaves the address.
const form = document.querySelector('form[data-fragment]');
if (form && location.hash.length > 1) {
  form.elements.secret.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}
