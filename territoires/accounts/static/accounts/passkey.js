// A passkey, fed to an ordinary form: ask the server what to ask, ask the key, put its answer in the hidden box, send.
// Without this module the element stays hidden and the page has another way.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** The server writes bytes as text; the browser wants bytes. */
function readQuestions(publicKey) {
  const bytesOfId = (key) => ({ ...key, id: toBytes(key.id) });
  const ready = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) ready.user = bytesOfId(publicKey.user);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (publicKey[list]) ready[list] = publicKey[list].map(bytesOfId);
  }
  return ready;
}

/** And the other way round: every buffer of the answer as text. */
function writeAnswer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

class Passkey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    for (const words of document.querySelectorAll("[data-without-keys]")) words.hidden = true;
    this.form = this.querySelector("form");
    this.trouble = this.querySelector("[data-trouble]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
  }

  async run() {
    const button = this.form.querySelector("button");
    this.trouble.hidden = true;
    button.disabled = true;
    try {
      const publicKey = readQuestions((await this.questions()).publicKey);
      const credential = await navigator.credentials[this.dataset.mode]({ publicKey });
      this.form.elements.credential.value = writeAnswer(credential);
      this.form.submit();
    } catch {
      this.trouble.hidden = false;
      button.disabled = false;
    }
  }

  async questions() {
    const body = new FormData(this.form);
    body.set("begin", "1");
    body.delete("credential");
    const answer = await fetch(this.form.action, { method: "POST", body });
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (!answer.ok || !isJson) throw new Error("no questions");
    return answer.json();
  }
}

customElements.define("accounts-passkey", Passkey);
