/* Comfort only: takes the words selected in a document's text along to the form that records a claim. */
"use strict";

(() => {
  const LONGEST = 1200; // characters of a quote that an address may carry; a longer one is selected again beside the form
  const text = document.querySelector(".reader .text");
  const links = [...document.querySelectorAll("a[data-record]")];
  if (!text || !links.length) return;

  // The numbers that mark claims stand between the words, but are no words of the document.
  const words = (range) => {
    const shown = range.cloneContents();
    for (const mark of shown.querySelectorAll("a.ref")) mark.remove();
    return shown.textContent;
  };
  const before = (range) => {
    const passed = document.createRange();
    passed.setStart(text, 0);
    passed.setEnd(range.startContainer, range.startOffset);
    return Number(text.dataset.begins || 0) + [...words(passed)].length; // code points, not UTF-16 units
  };
  const address = (link, range) => {
    const url = new URL(link.href);
    url.search = "";
    if (range) {
      url.searchParams.set("quote", words(range));
      url.searchParams.set("start", String(before(range)));
    }
    return url.href;
  };
  const selected = () => {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const taken = range && !range.collapsed && text.contains(range.commonAncestorContainer);
    return taken && words(range).trim() && words(range).length <= LONGEST ? range : null;
  };

  // The way to the form beside the words themselves, for a hand that has no key to press.
  const near = links[0].cloneNode();
  near.removeAttribute("data-key");
  near.className = "button primary at-selection no-print";
  near.textContent = "Record these words";
  near.hidden = true;
  document.body.append(near);
  links.push(near);
  const place = (range) => {
    near.hidden = !range;
    if (!range) return;
    const box = range.getBoundingClientRect();
    near.style.top = `${window.scrollY + box.bottom + 6}px`;
    near.style.left = `${window.scrollX + Math.max(8, Math.min(box.left, window.innerWidth - near.offsetWidth - 8))}px`;
  };

  const lead = () => {
    const range = selected();
    for (const link of links) link.href = address(link, range);
    return range;
  };

  document.addEventListener("selectionchange", () => place(lead()));
  // The browser tells of a selection a moment later; whoever presses a key at once means the words all the same.
  for (const link of links) link.addEventListener("click", lead);
})();
