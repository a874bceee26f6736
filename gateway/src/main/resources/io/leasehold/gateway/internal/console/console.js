// Fetches the middle of the page again and again. Everything works without this; it is then the browser that reloads.
"use strict";
(() => {
  const middle = document.getElementById("now");
  const live = document.getElementById("live");
  const pause = document.getElementById("pause");
  const every = Number(document.body.dataset.refresh);
  let paused = false;

  // Nobody's click or selection is taken away under their fingers.
  const inUse = () =>
    middle.querySelector("details[open]") !== null ||
    (!getSelection().isCollapsed && middle.contains(getSelection().anchorNode));

  const say = (text, stale) => {
    live.textContent = text;
    document.body.classList.toggle("stale", stale);
  };

  async function refresh() {
    try {
      const answer = await fetch("/?fragment", { cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (answer.status === 403) {
        location.reload();
        return;
      }
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      const text = await answer.text();
      if (!inUse()) {
        middle.innerHTML = text;
        say("updated " + middle.firstElementChild.dataset.at, false);
      }
    } catch (failure) {
      say("no answer; last seen " + middle.firstElementChild.dataset.at, true);
    }
  }

  async function turn() {
    if (!paused && !document.hidden && !inUse()) {
      await refresh();
    }
    setTimeout(turn, every);
  }

  // One form at a time, and none once something else is clicked.
  document.addEventListener("click", (click) => {
    for (const open of middle.querySelectorAll("details[open]")) {
      if (!open.contains(click.target)) {
        open.open = false;
      }
    }
  });

  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? "Go on" : "Pause";
    say(paused ? "paused" : "updated " + middle.firstElementChild.dataset.at, false);
  });
  document.getElementById("reload").hidden = true;
  setTimeout(turn, every);
})();
