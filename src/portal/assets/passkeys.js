// Speaks with the reader's passkey: takes the question from the form, puts the answer into it and sends it. The only
// script of the site; it asks nothing of the network.
const form = document.querySelector('form[data-passkey]');
const problem = document.querySelector('[data-passkey-problem]');

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0));

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const listed = (credentials = []) => credentials.map((each) => ({ ...each, id: bytesOf(each.id) }));

function created(question) {
  const { challenge, user, excludeCredentials } = question;
  const publicKey = {
    ...question,
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: listed(excludeCredentials),
  };
  return navigator.credentials.create({ publicKey });
}

function found(question) {
  const { challenge, allowCredentials } = question;
  const publicKey = {
    ...question,
    challenge: bytesOf(challenge),
    allowCredentials: listed(allowCredentials),
  };
  return navigator.credentials.get({ publicKey });
}

// Every part that a credential of either sort may have (WebAuthn level 3, 5.1, toJSON).
function written(credential) {
  const { id, rawId, type, response } = credential;
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature'];
  const given = parts.filter((part) => response[part]);
  return {
    id,
    rawId: textOf(rawId),
    type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(given.map((part) => [part, textOf(response[part])])),
      ...(response.userHandle && { userHandle: textOf(response.userHandle) }),
      ...(response.getTransports && { transports: response.getTransports() }),
    },
  };
}

async function ask(answer) {
  problem.hidden = true;
  try {
    const question = JSON.parse(form.dataset.question);
    const credential =
      form.dataset.passkey === 'create' ? await created(question) : await found(question);
    answer.value = JSON.stringify(written(credential));
    form.submit();
  } catch {
    problem.hidden = false;
  }
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void ask(form.elements.namedItem('answer'));
});
