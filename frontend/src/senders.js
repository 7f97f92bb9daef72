// A known sender fills the form: what is typed already stays, but for the sender himself and a
// number that has only begun.
function take(button) {
  const form = button.closest("form");
  for (const [name, value] of Object.entries(button.dataset)) {
    const field = form.querySelector(`[name="${name}"]`);
    if (!field || !value || name === "sender") continue;
    const begun = name === "number_printed" && value.startsWith(field.value.trim());
    const kept = field.value && field.value !== field.defaultValue;
    if (name === "issuer_name" || begun || !kept || field.matches("select")) field.value = value;
  }
  const number = form.querySelector("[name=number_printed]");
  number.focus();
  number.setSelectionRange(number.value.length, number.value.length);
  document.getElementById("senders").replaceChildren();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-sender]");
  if (button) take(button);
});

// Down goes from the field into the list and through it, up back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const buttons = [...document.querySelectorAll("[data-sender]")];
  const here = buttons.indexOf(event.target);
  const asks = event.target.matches?.("[name=issuer_name], [name=number_printed]");
  if (!buttons.length || (here < 0 && !asks)) return;
  event.preventDefault();
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  (buttons[next] ?? document.querySelector("[name=issuer_name]")).focus();
});
