// What was typed outlives a session that ended: sent, turned away to the login page, put back once.
// Text only, in this tab only, for the same person; nothing of a secret letter. A form asks for it
// with data-keep (whose it is); any page but the login and an error in place of the form forgets it.
const KEY = "wian-kept";
const TEXT = "input:not([type=hidden], [type=file], [type=password], [type=checkbox], [type=radio]), textarea, select";
const NORMAL = "001";

// With its question: the next letter of a pile has the same path, and is another letter.
function here() {
  return location.pathname + location.search;
}

function isSecret(form) {
  const secrecy = form.elements.secrecy;
  return "secret" in form.dataset || (secrecy && secrecy.value !== NORMAL);
}

function put(form, fields) {
  for (const field of form.querySelectorAll(TEXT)) {
    if (field.name in fields) field.value = fields[field.name];
  }
  form.querySelector("[data-kept-note]")?.removeAttribute("hidden");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.keep) return;
  sessionStorage.removeItem(KEY);
  if (isSecret(form)) return;
  const fields = {};
  for (const field of form.querySelectorAll(TEXT)) if (field.name) fields[field.name] = field.value;
  sessionStorage.setItem(KEY, JSON.stringify({ page: here(), whose: form.dataset.keep, fields }));
});

document.addEventListener("DOMContentLoaded", () => {
  const kept = sessionStorage.getItem(KEY);
  if (!kept || location.pathname.startsWith("/accounts/")) return;
  const { page, whose, fields } = JSON.parse(kept);
  const form = document.querySelector("form[data-keep]");
  // The same address without the form is an error page: one comes back from it.
  if (page === here() && !form) return;
  sessionStorage.removeItem(KEY);
  // A form that came back with its errors has been filled in by the server.
  const refused = document.querySelector("[data-focus-first]");
  if (form && !refused && page === here() && whose === form.dataset.keep) put(form, fields);
});

// A part of the page that is asked for after the session has ended comes as the login page: it is
// not put in the part's place. The next submit leads to it, with what was typed kept.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { responseURL } = event.detail.xhr;
  if (responseURL && new URL(responseURL).pathname.startsWith("/accounts/")) event.detail.shouldSwap = false;
});
