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
