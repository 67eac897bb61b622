// Signing out clears what forms keep on this device; what is not sent yet is asked about first.
"use strict";

(() => {
  const out = document.querySelector("form[data-clears]");
  if (!out) return;
  const kept = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(`audiatur.entry.${out.dataset.clears}.`));
    } catch {
      return []; // storage is closed to us: nothing was kept
    }
  };
  out.addEventListener("submit", (event) => {
    const waiting = kept();
    if (waiting.length && !confirm(out.dataset.word)) event.preventDefault();
    else for (const key of waiting) localStorage.removeItem(key);
  });
})();
