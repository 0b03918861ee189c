/* Gives the suggestion fields of Django's admin the names of their labels, which their library leaves out. */
"use strict";

(() => {
  const name = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const label = document.querySelector(`label[for="${select.id}"]`);
      if (!label || !select.nextElementSibling) continue;
      for (const part of select.nextElementSibling.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field")) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim());
      }
    }
  };
  // The library makes its fields when jQuery is ready; what is asked of jQuery later is done after that.
  const jQuery = window.django && window.django.jQuery;
  if (jQuery) jQuery(name);
})();
