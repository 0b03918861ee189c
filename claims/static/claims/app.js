/* Comfort only: every page works without this file. Keys, colours, what is open on a desk and in print. */
"use strict";

(() => {
  const root = document.documentElement;
  const wide = window.matchMedia("(min-width: 60rem)");

  // The admin keeps its choice under the same name, so one choice holds for both.
  const keptTheme = () => {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  };
  const showTheme = (theme) => {
    root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-set-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme));
    }
  };
  const setTheme = (theme) => {
    try { localStorage.setItem("theme", theme); } catch { /* then for this page only */ }
    showTheme(theme);
  };

  // Before the first paint, so that nothing flashes.
  root.classList.add("script");
  showTheme(keptTheme());

  // What stands in closed <details> has a place on the page, but is not seen.
  const seen = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog") !== null;

  const search = () => {
    const fields = [...document.querySelectorAll("header input[type=search]")];
    const menu = fields.some(seen) ? null : document.querySelector("header details.on-phone");
    if (menu) menu.open = true;
    const field = fields.find(seen);
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  };

  // A row is wherever a list has one; its first link opens it, so Enter needs no help.
  const step = (by) => {
    const links = [...document.querySelectorAll("main .rows > tbody > tr, main .claims > li, main [data-row]")]
      .filter(seen)
      .map((row) => row.querySelector("a[href]"))
      .filter(Boolean);
    const now = links.findIndex((link) => link.closest("tr, li, [data-row]").contains(document.activeElement));
    const next = links[now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by];
    if (!next) return false;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  // A page may give a key to one of its links: n for the next claim, r for the review.
  const follow = (key) => {
    const link = /^[a-z]$/.test(key) ? document.querySelector(`a[data-key="${key}"]`) : null;
    link?.click();
    return link !== null;
  };

  const keys = {
    "/": search,
    "?": () => { document.getElementById("shortcuts")?.showModal(); return true; },
    j: () => step(1),
    k: () => step(-1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      const open = document.querySelector("details.drop[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      else if (event.target.matches("input[type=search]")) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (keys[event.key] ? keys[event.key]() : follow(event.key)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const theme = event.target.closest("[data-set-theme]");
    if (theme) setTheme(theme.dataset.setTheme);
    for (const open of document.querySelectorAll("details.drop[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    showTheme(keptTheme());
    if (wide.matches) for (const details of document.querySelectorAll("[data-open-on-desk]")) details.open = true;
    document.querySelector("[data-focus]")?.focus();
  });

  // Words to be copied get a button; without scripts they are selected by hand.
  const copy = async (button, words) => {
    try {
      await navigator.clipboard.writeText(words.innerText);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(words);
      button.textContent = "Selected: copy it with your keyboard";
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    for (const words of document.querySelectorAll("[data-copied]")) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
      button.className = "no-print";
      button.addEventListener("click", () => copy(button, words));
      words.after(button);
    }
  });

  // What a page folds away for the screen is needed on paper.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details[data-open-in-print]:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
})();
