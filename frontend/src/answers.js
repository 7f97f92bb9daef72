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

document.addEventListener("DOMContentLoaded", apply);
document.addEventListener("htmx:afterSwap", apply);
document.addEventListener("htmx:sendError", offline);
document.addEventListener("htmx:responseError", offline);
