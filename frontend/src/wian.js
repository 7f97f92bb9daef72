// The script of every page. Each page also works without it.
import htmx from "htmx.org";
import "./menus.js";
import "./keys.js";
import "./files.js";
import "./copy.js";

window.htmx = htmx;

document.addEventListener("DOMContentLoaded", () => {
  // After a refused form the reader, and a screen reader, start at the errors.
  document.querySelector("[data-focus-first]")?.focus();
});

// One press, one act: the second press of an impatient hand does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
});

// Coming back by the Back button finds the form usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-sent]");
  if (form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});
