// Passkeys are the one thing on these pages that needs a script: only it can ask the browser for them.
const able = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
// A challenge is good for five minutes; one that waits in a field is asked anew before.
const RENEW = 4 * 60_000;

/** What is asked right now beside what the person does, to be let go when they do something else. */
let waiting;

const forms = document.querySelectorAll('[data-passkey]');
for (const form of able ? forms : []) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    waiting?.abort();
    answer(form).catch(() => tell(form));
  });
  if (form.dataset.passkey === 'get') void offer(form);
}

async function ask(form) {
  const reply = await fetch(form.dataset.options, { method: 'POST' });
  if (!reply.ok) throw new Error(`options: ${reply.status}`);
  return reply.json();
}

async function answer(form) {
  const options = await ask(form);
  const credential =
    form.dataset.passkey === 'add'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        });
  send(form, credential);
}

/** Passkeys among what the browser offers in the e-mail field, where it can. */
async function offer(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  waiting = new AbortController();
  const { signal } = waiting;
  const renewal = setTimeout(() => {
    waiting.abort();
    void offer(form);
  }, RENEW);
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await ask(form));
    if (signal.aborted) return;
    send(form, await navigator.credentials.get({ mediation: 'conditional', publicKey, signal }));
  } catch {
    // Whoever wanted no passkey has the other ways before them.
  } finally {
    clearTimeout(renewal);
  }
}

function send(form, credential) {
  form.elements.answer.value = JSON.stringify(credential);
  form.submit();
}

function tell(form) {
  form.querySelector('[data-error]').hidden = false;
}
