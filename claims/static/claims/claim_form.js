/* Comfort only: takes the words selected in the text into the form, with the place where they stand, and has them read. */
"use strict";

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
