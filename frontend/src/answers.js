// The answer form: hides what the server says is not asked; says when a draft was not kept.
// Without this script every question is shown, and the server drops what is not asked.
function apply() {
  const status = document.getElementById("draft-status");
  const form = document.querySelector("form[data-answer]");
  if (!status || !form) return;
  const asked = new Set(status.dataset.asked.split(" "));
  for (const item of form.querySelectorAll("[data-question]")) {
    item.hidden = !asked.has(item.dataset.question);
  }
  say(form, JSON.parse(status.dataset.words || "{}"));
  offer(form, JSON.parse(status.dataset.choices || "{}"));
}

// Words that name other answers follow them.
function say(form, words) {
  for (const place of form.querySelectorAll("[data-words]")) {
    const text = words[place.dataset.words];
    if (text !== undefined && place.textContent !== text) place.textContent = text;
  }
}

// Of a list that depends on another answer, only what that leaves is shown.
function offer(form, choices) {
  for (const [path, names] of Object.entries(choices)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(`q-${path}`)}"]`)) {
      for (const option of field.options || []) {
        if (option.value) option.hidden = option.disabled = !names.includes(option.value);
      }
      if (!field.options) {
        (field.closest(".wn-choice") || field).hidden = !names.includes(field.value);
      }
    }
  }
}

function offline(event) {
  const status = document.getElementById("draft-status");
  if (!status || !event.target.matches?.("form[data-answer]")) return;
  status.textContent = status.dataset.offline;
  status.classList.add("wn-tone-bad");
}

// What the page sends as it leaves holds all that was typed: a draft that comes after it, with
// the rows as they were, would undo it.
function leave(event) {
  if (!event.target.matches?.("form[data-answer]")) return;
  event.target.dataset.leaving = "yes";
  event.target.dispatchEvent(new Event("htmx:abort"));
}

function hold(event) {
  if (event.target.dataset?.leaving) event.preventDefault();
}

function come(event) {
  const form = document.querySelector("form[data-answer]");
  if (event.persisted && form) delete form.dataset.leaving;
}

document.addEventListener("submit", leave);
document.addEventListener("htmx:beforeRequest", hold);
window.addEventListener("pageshow", come);
document.addEventListener("DOMContentLoaded", apply);
document.addEventListener("htmx:afterSwap", apply);
document.addEventListener("htmx:sendError", offline);
document.addEventListener("htmx:responseError", offline);
