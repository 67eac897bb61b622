// Keeps what is typed into a form as a draft, a moment after typing stops and when the page is left.
// Without this script, the button "Keep as draft" does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  const told = document.querySelector("[data-draft-told]");
  if (!form || !told) return;

  const PAUSE = 1500;
  let waiting = 0;
  let unsaved = false;

  const keep = async ({ leaving = false } = {}) => {
    if (!unsaved) return;
    unsaved = false;
    const typed = new FormData(form);
    typed.set("step", "draft");
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        body: typed,
        headers: { "X-Audiatur-Draft": "while typing" },
        redirect: "manual", // a session that ended answers with the sign-in page
        keepalive: leaving,
      });
      told.textContent = answer.status === 204 ? told.dataset.kept : told.dataset.lost;
    } catch {
      unsaved = true;
      told.textContent = told.dataset.lost;
    }
  };

  form.addEventListener("input", () => {
    unsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    unsaved = false;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep({ leaving: true });
  });
})();
