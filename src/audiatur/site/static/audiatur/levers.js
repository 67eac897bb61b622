// Sliders beside the numbers of the levers: a change asks for the page again and shows its answer in place.
// Without this script the same numbers are typed and sent with the button.
"use strict";

(() => {
  const form = document.querySelector("[data-levers]");
  const status = document.getElementById("lever-status");
  if (!form || !status) return;

  const PAUSE = 120;
  let waiting = 0;
  let running = null;

  const show = (page, address) => {
    const drawn = new DOMParser().parseFromString(page, "text/html");
    const found = drawn.getElementById("outcome");
    const old = document.getElementById("outcome");
    // What does not fit is told above the form, so the whole page is shown.
    if (!found || !old || drawn.querySelector(".error-summary")) location.assign(address);
    else old.replaceWith(found);
  };

  const compute = async () => {
    running?.abort();
    running = new AbortController();
    const fields = new URLSearchParams(new FormData(form));
    document.getElementById("outcome")?.setAttribute("aria-busy", "true");
    status.textContent = form.dataset.waiting;
    try {
      const answer = await fetch(`?${fields}`, { signal: running.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.text(), `?${fields}`);
      history.replaceState(null, "", `?${fields}`);
      status.textContent = form.dataset.done;
    } catch (fault) {
      if (fault.name === "AbortError") return; // a later change asks again
      form.submit(); // the page itself says what is the matter
    }
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(compute, PAUSE);
  };

  for (const number of form.querySelectorAll("[data-slides]")) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = number.dataset.least;
    slider.max = number.dataset.most;
    slider.step = "1";
    slider.value = number.value;
    const label = form.querySelector(`label[for="${number.id}"]`);
    slider.setAttribute("aria-label", `${label.textContent} (${form.dataset.slider})`);
    slider.addEventListener("input", () => {
      number.value = slider.value;
      later();
    });
    number.addEventListener("input", () => {
      slider.value = number.value;
    });
    number.after(slider);
  }

  for (const field of form.querySelectorAll("input[type=text], select")) field.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compute();
  });
})();
