// The script of every page. Each page also works without it.
import htmx from "htmx.org";
import "./menus.js";
import "./keys.js";
import "./kept.js";
import "./once.js";
import "./files.js";
import "./reading.js";
import "./photos.js";
import "./pile.js";
import "./senders.js";
import "./copy.js";
import "./answers.js";
import "./leaving.js";
import "./spoken.js";

window.htmx = htmx;

document.addEventListener("DOMContentLoaded", () => {
  // After a refused form the reader, and a screen reader, start at the errors.
  document.querySelector("[data-focus-first]")?.focus();
  // What is filled in already is gone on with at its end.
  const begun = document.querySelector("input[type=text][autofocus]");
  begun?.setSelectionRange(begun.value.length, begun.value.length);
});

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

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
  // A form that answers with a file leaves the page as it is.
  setTimeout(() => release(form), 10_000);
});

// Coming back by the Back button finds the form usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-sent]");
  if (form) release(form);
});
