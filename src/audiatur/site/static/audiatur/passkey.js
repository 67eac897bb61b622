// Passkeys: turns the options in the page into the browser's question, and its answer into the form's hidden field.
(() => {
  const form = document.querySelector("form[data-passkey]");
  const told = document.getElementById("passkey-options");
  if (!form || !told || !window.PublicKeyCredential) return;
  form.hidden = false;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const asked = () => {
    const options = JSON.parse(told.textContent).publicKey;
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials]) {
      for (const one of list || []) one.id = bytes(one.id);
    }
    return { publicKey: options };
  };

  const answered = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fault = form.querySelector(".error[role=alert]");
    fault.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey](asked());
      form.elements.credential.value = JSON.stringify(answered(credential));
      form.submit();
    } catch {
      fault.hidden = false;
    }
  });
})();
