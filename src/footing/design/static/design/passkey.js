// Passkeys: the one thing here that needs script. Options come from the page or the server, the answer goes into the form.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const listed = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
const create = ({ publicKey: key }) => navigator.credentials.create({ publicKey: {
  ...key, challenge: bytes(key.challenge), user: { ...key.user, id: bytes(key.user.id) },
  excludeCredentials: listed(key.excludeCredentials),
  authenticatorSelection: { ...key.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
} });
const get = ({ publicKey: key }) => navigator.credentials.get({ publicKey: {
  ...key, challenge: bytes(key.challenge), allowCredentials: listed(key.allowCredentials),
} });
const packed = (credential) => {
  const said = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) said[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = form.querySelector('[role=status]');
    try {
      const options = form.dataset.options ? JSON.parse(form.dataset.options)
        : (await (await fetch(form.action, { headers: { Accept: 'application/json' } })).json()).request_options;
      form.elements.credential.value = packed(await (form.dataset.passkey === 'create' ? create : get)(options));
      form.submit();
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
}
