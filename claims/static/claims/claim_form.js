/* Comfort only: takes the words selected in the text into the form, with the place where they stand, and has them read;
   keeps the page where it was when a button brings the same form again. */
"use strict";

(() => {
  const KEPT = "claim form";
  const SAME_FORM = ["read", "take", "open", "close", "make"]; // buttons that bring it again, filled further
  const LONGEST = 15000; // milliseconds for an answer; an older note is another visit's
  const headings = () => [...document.querySelectorAll("form h2")];

  document.addEventListener("submit", ({ submitter }) => {
    if (!submitter || !SAME_FORM.includes(submitter.name)) return;
    const above = headings().filter((heading) => heading.compareDocumentPosition(submitter) & 4).pop();
    if (!above) return;
    const note = {
      path: location.pathname, at: Date.now(), name: submitter.name, value: submitter.value,
      heading: above.textContent, top: above.getBoundingClientRect().top,
    };
    try { sessionStorage.setItem(KEPT, JSON.stringify(note)); } catch { /* then the page begins at its top */ }
  });

  const taken = () => {
    try {
      const note = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
      return note && note.path === location.pathname && Date.now() - note.at < LONGEST ? note : null;
    } catch { return null; }
  };
  // The button itself, else the field that it filled.
  const focused = ({ name, value }) => {
    const buttons = [...document.querySelectorAll(`form button[name="${CSS.escape(name)}"]`)];
    const field = value.split(":")[0];
    const filled = { source: "asserters", event: "question-event" }[field] || field;
    return buttons.find((button) => button.value === value)
      || document.getElementById(`id_${filled}_1`) || document.getElementById(`id_${filled}`);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const note = taken();
    if (!note || document.querySelector("form .errors")) return;
    const heading = headings().find((one) => one.textContent === note.heading);
    if (!heading) return;
    const panel = note.name === "open" || note.name === "take" ? document.querySelector("form [data-focus]") : null;
    (panel || focused(note))?.focus({ preventScroll: true });
    if (panel) panel.scrollIntoView({ block: "nearest" });
    else window.scrollBy(0, heading.getBoundingClientRect().top - note.top);
  });
})();

document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("[data-passage]");
  const button = document.querySelector("[data-quote-selection]");
  const quote = document.getElementById("id_quote");
  const start = document.getElementById("id_start");
  if (!text || !button || !quote || !start) return;

  // Places are counted in code points, as the tracker counts them, not in UTF-16 units.
  const before = (range) => {
    const lead = document.createRange();
    lead.setStart(text, 0);
    lead.setEnd(range.startContainer, range.startOffset);
    return Number(text.dataset.begins || 0) + [...lead.toString()].length;
  };

  button.addEventListener("click", () => {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || range.collapsed || !text.contains(range.commonAncestorContainer)) return;
    const words = range.toString();
    quote.value = words.trim();
    start.value = String(before(range) + [...words].length - [...words.trimStart()].length);
    document.querySelector("[data-read-words]")?.click();
  });
});
