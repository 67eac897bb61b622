// Decisions on pairs by keyboard: presses the buttons and links that are on the page anyway.
// Without this script, everything works by them.
"use strict";

(() => {
  const STORED = "audiatur.keys";
  const on = document.getElementById("keys-on");
  if (!on) return;

  const used = () => {
    try {
      return localStorage.getItem(STORED) !== "off";
    } catch {
      return true; // storage is closed to us: the keys work, the choice is not kept
    }
  };

  on.checked = used();
  on.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, on.checked ? "on" : "off");
    } catch {
      /* see above */
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || !on.checked) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const pressed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
})();
