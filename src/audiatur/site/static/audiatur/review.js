// Review by keyboard: moves between statements and presses the buttons that are on the page anyway.
// Without this script, everything works by links and forms.
"use strict";

(() => {
  const aside = document.querySelector("[data-review]");
  if (!aside) return;

  const STORED = "audiatur.keys";
  const keys = document.getElementById("keys");
  const on = document.getElementById("keys-on");
  const items = () => [...aside.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
  let now = null;

  const used = () => {
    try {
      return localStorage.getItem(STORED) !== "off";
    } catch {
      return true; // storage is closed to us: the keys work, the choice is not kept
    }
  };

  const show = () => {
    on.checked = used();
    document.documentElement.classList.toggle("keys-used", used());
  };

  const keep = () => {
    try {
      localStorage.setItem(STORED, on.checked ? "on" : "off");
    } catch {
      /* see above */
    }
    document.documentElement.classList.toggle("keys-used", on.checked);
  };

  const item = () => now && document.getElementById(`s${now}`);

  const light = () => {
    for (const lit of document.querySelectorAll("mark.now, .item.now")) lit.classList.remove("now");
    if (!now) return;
    item()?.classList.add("now");
    for (const mark of document.querySelectorAll(`mark[data-s~="${now}"]`)) mark.classList.add("now");
  };

  const goTo = (next, { focus = true } = {}) => {
    if (!next) return;
    now = next.dataset.item;
    light();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const passage = document.getElementById(`p${next.dataset.start}`);
    // On a wide screen the two columns scroll on their own; on a narrow one the statement stays in view.
    const wide = matchMedia("(min-width: 62rem)").matches;
    if (passage && wide) passage.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    if (focus) {
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    }
    if (wide) {
      const top = next.offsetTop - aside.offsetTop;
      aside.scrollTo({ top: top - aside.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
    } else {
      next.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    }
  };

  const step = (by) => {
    const all = items();
    const place = all.indexOf(item());
    goTo(all[place < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(place + by, 0), all.length - 1)]);
  };

  const press = (act) => item()?.querySelector(`.acts [data-act="${act}"]`)?.click();

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  const ACTS = { e: "correct", s: "split", x: "discard", f: "file", u: "undo" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !used()) return;
    const inList = event.target.closest("[data-item]");
    if (typing(event.target) && !(event.key === "Escape" && inList)) return;
    if (event.key === "j" || (event.key === "ArrowDown" && inList)) step(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && inList)) step(-1);
    else if (event.key === "Enter" && event.target === item()) press("confirm");
    else if (event.key === "Escape" && inList) inList.querySelector("[data-cancel]")?.click();
    else if (event.key === "?") keys.open = !keys.open;
    else if (ACTS[event.key] && now) press(ACTS[event.key]);
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-s]");
    const link = event.target.closest(".document a.ref");
    const chosen = link ? link.hash.slice(1) : mark && `s${mark.dataset.s.split(" ").at(-1)}`;
    const next = chosen && document.getElementById(chosen);
    if (next) {
      event.preventDefault();
      goTo(next);
      return;
    }
    const held = event.target.closest("[data-item]");
    if (!held) return;
    if (event.target.closest("[data-passage]")) {
      event.preventDefault();
      goTo(held);
    } else if (held.dataset.item !== now) {
      now = held.dataset.item;
      light();
    }
  });

  // After a swap the keyboard stays where it was: in the form that opened, or on the statement that was acted on.
  document.addEventListener("htmx:afterSettle", () => {
    light();
    const swapped = item();
    if (!swapped || swapped.contains(document.activeElement)) return;
    const field = swapped.querySelector(".act-form .error-summary, .act-form input:not([type=hidden]), .act-form select, .act-form textarea");
    if (field) field.focus();
    else goTo(swapped);
  });

  on.addEventListener("change", keep);
  keys.hidden = false;
  show();
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named?.dataset?.item) goTo(named);
})();
