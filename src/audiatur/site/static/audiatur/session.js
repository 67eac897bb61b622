// Says two minutes before that the session will end, with a button to go on.
(() => {
  const notice = document.getElementById("session-ends");
  if (!notice) return;
  const wait = Math.max(Number(notice.dataset.minutes) - 2, 0.5) * 60000;
  let timer = setTimeout(show, wait);
  function show() {
    notice.hidden = false;
  }
  notice.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(window.location.pathname, { method: "HEAD", credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    notice.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(show, wait);
  });
})();
