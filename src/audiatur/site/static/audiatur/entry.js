// Keeps what is typed into a form on this device until it is sent, and sends it when there is a line.
// Without this script every form works in steps that the server keeps as a draft.
"use strict";

(() => {
  const BEGINS = "audiatur.entry.";
  const OFF = "audiatur.entry-off";
  const TYPING_MS = 300;
  const SENDING_MS = 4000;
  const AGAIN_MS = 20000;

  // Storage can be closed to us; then nothing is kept here and the pages still work.
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* see above */ } },
    keys() { try { return Object.keys(localStorage); } catch { return []; } },
  };
  const read = (key) => { try { return JSON.parse(store.get(key)); } catch { return null; } };

  const mark = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  // Lists: a new form is whole and bears a mark made here; drafts open whole; what waits on this device is shown.
  for (const link of document.querySelectorAll("[data-entry-begin]")) {
    link.href = link.href.replace(/new\/$/, `${mark()}/`);
  }
  for (const link of document.querySelectorAll("[data-entry-whole]")) link.href = link.href.replace(/\/1\/$/, "/");
  for (const waiting of document.querySelectorAll("[data-entry-waiting]")) {
    const { user, form: of, address } = waiting.dataset;
    const begins = `${BEGINS}${user}.${of}.`;
    const list = waiting.querySelector("ul");
    for (const key of store.keys().filter((name) => name.startsWith(begins))) {
      const held = read(key);
      if (!held) continue;
      const link = document.createElement("a");
      link.href = `${address}${key.slice(begins.length)}/`;
      link.textContent = `${list.dataset.word}: ${new Date(held.revision).toLocaleString(document.documentElement.lang)}`;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
      waiting.hidden = false;
    }
  }

  const form = document.querySelector("form[data-entry]");
  if (!form) return;
  const words = form.dataset;
  const conditions = () => {
    for (const part of form.querySelectorAll("[data-shown]")) {
      const prefix = part.closest("[data-prefix]").dataset.prefix;
      part.hidden = !part.dataset.shown.split("|").some((one) => holds(one, prefix));
    }
  };
  const answer = (name) => new FormData(form).get(name)?.trim() ?? "";
  const latin = (text) => text.replace(/[០-៩]/g, (digit) => "០១២៣៤៥៦៧៨៩".indexOf(digit));
  const holds = (condition, prefix) => {
    const [, field, sign, among] = condition.match(/^(\w+)([=<])(.*)$/);
    const given = answer(prefix + field);
    if (sign === "=") return given !== "" && among.split(",").includes(given);
    return /^\d+$/.test(latin(given)) && Number(latin(given)) < Number(among);
  };
  document.documentElement.classList.add("entry-scripted");
  form.addEventListener("change", conditions);

  if (!("whole" in words)) {
    conditions();
    return; // in steps the server keeps what is typed
  }

  const KEY = `${BEGINS}${words.user}.${words.form}.${words.entry}`;
  const keeping = document.querySelector("[data-entry-keeping]");
  const status = document.querySelector("[data-entry-status]");
  const off = document.querySelector("[data-entry-off]");
  let revision = Number(words.revision);
  let sent = revision;
  let typing = 0;
  let timer = 0;
  let going = null;

  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const fields = () => [...new FormData(form)].filter(([name, value]) => name.includes("-") && value !== "");
  const waits = () => revision > sent;
  const keepsHere = () => !off.checked;

  const keep = () => {
    clearTimeout(typing);
    typing = 0;
    revision = Math.max(Date.now(), revision + 1);
    const held = keepsHere() && store.set(KEY, JSON.stringify({ revision, fields: fields() }));
    tell(held);
    plan(SENDING_MS);
  };
  const tell = (held = keepsHere()) => {
    if (!waits()) return;
    if (navigator.onLine) say(words.wordHere);
    else say(held ? words.wordOffline : words.wordLost);
  };
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  // Sends what is typed to the drafts; the same mark and an older revision store nothing again.
  const send = () => {
    if (typing) keep();
    if (!waits()) return Promise.resolve(words.address + "check/");
    going ??= attempt().finally(() => { going = null; });
    return going;
  };
  const attempt = async () => {
    const body = new FormData(form);
    const now = revision;
    body.set("act", "keep");
    body.set("revision", String(now));
    try {
      const reply = await fetch(words.address, {
        method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" },
      });
      if (reply.status >= 500) throw new Error(String(reply.status));
      if (!(reply.headers.get("Content-Type") ?? "").startsWith("application/json")) {
        say(words.wordSignIn);
        plan(AGAIN_MS);
        return null;
      }
      const told = await reply.json();
      if (!told.kept) {
        say(told.why);
        return null;
      }
      sent = now;
      if (!waits()) {
        store.drop(KEY);
        say(words.wordSent);
      } else plan(SENDING_MS);
      return told.check;
    } catch {
      say(keepsHere() ? words.wordOffline : words.wordLost);
      plan(AGAIN_MS);
      return null;
    }
  };

  const blocks = (key) => form.querySelector(`[data-blocks="${key}"]`);
  const number = (block) => Number(block.dataset.prefix.split("-")[1]);
  const add = (key, wanted) => {
    const place = blocks(key);
    const held = [...place.querySelectorAll(".entry-block")];
    const next = wanted ?? Math.max(0, ...held.map(number)) + 1;
    const pattern = form.querySelector(`template[data-pattern="${key}"]`);
    place.querySelector("[data-entry-none]")?.remove();
    place.insertAdjacentHTML("beforeend", pattern.innerHTML.replaceAll("__n__", String(next)));
    return place.lastElementChild;
  };

  const restore = (held) => {
    const given = new Map(held.fields);
    for (const name of given.keys()) {
      const [key, block] = name.split("-");
      if (blocks(key) && /^\d+$/.test(block) && !form.querySelector(`[data-prefix="${key}-${block}-"]`)) add(key, Number(block));
    }
    for (const control of form.elements) {
      if (!control.name?.includes("-")) continue;
      if (control.type === "radio") control.checked = control.value === (given.get(control.name) ?? "");
      else if (control.type !== "hidden") control.value = given.get(control.name) ?? "";
    }
    revision = held.revision;
    say(words.wordBack);
    plan(0);
  };

  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(keep, TYPING_MS);
  });
  form.addEventListener("click", (event) => {
    const adding = event.target.closest("[data-add]");
    const removing = event.target.closest("[data-remove]");
    if (!adding && !removing) return;
    event.preventDefault();
    if (adding) {
      const block = add(adding.dataset.add);
      conditions();
      block.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    } else {
      const block = removing.closest(".entry-block");
      if (!confirm(words.wordRemove)) return;
      const button = block.parentElement.closest(".entry-part").querySelector("[data-add]");
      block.remove();
      button.focus();
    }
    keep();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const later = event.submitter?.value === "later";
    if (waits() || typing || !sent) keep();
    const check = await send();
    if (check) location.assign(later ? words.address.replace(/[^/]+\/$/, "") : check);
    else status.scrollIntoView({ block: "center" });
  });
  off.addEventListener("change", () => {
    if (off.checked) {
      store.set(OFF, "1");
      store.drop(KEY);
    } else store.drop(OFF);
    if (waits()) keep();
  });
  addEventListener("online", () => send());
  addEventListener("offline", () => tell());
  document.addEventListener("visibilitychange", () => { if (document.hidden && typing) keep(); });
  addEventListener("pagehide", () => { if (typing) keep(); });
  addEventListener("beforeunload", (event) => { if (waits() && !keepsHere()) event.preventDefault(); });

  keeping.hidden = false;
  off.checked = store.get(OFF) === "1";
  const held = keepsHere() ? read(KEY) : null;
  if (held && held.revision > sent) restore(held);
  else if (held) store.drop(KEY);
  conditions();
})();
