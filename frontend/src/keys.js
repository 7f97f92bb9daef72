// Keyboard: ? the list, / search, g d/w/f homes, n new letter, j k rows, Enter opens
// (or goes on in a form), Ctrl+Enter sends. A person may want Alt with the single keys, or none.
const HOMES = { d: "desk", w: "my_work", f: "follow_up" };
const WAIT = 1200;
let waitingForHome = 0;
let waitingForUnit = 0;
let waitingForPattern = 0;

// A file box or a button is not written in: there the keys work.
function isWriting(target) {
  return target.closest("input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable], dialog[open]");
}

function follow(name) {
  document.querySelector(`[data-key="${name}"]`)?.click();
}

function move(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
  rows[next].querySelector("a, button, input")?.focus();
  rows[next].scrollIntoView({ block: "nearest" });
}

// On a form where sending cannot be undone Enter goes on to the next field; the last one is the button.
function goesOn(event) {
  const form = event.target.closest("form[data-enter-goes-on]");
  const typed = event.target.matches("select, input:not([type=file], [type=submit], [type=button])");
  return form && typed && !event.isComposing && !event.altKey && !event.shiftKey ? form : null;
}

function goOn(form, field) {
  const fields = [...form.elements].filter(
    (one) =>
      one.matches("input:not([type=hidden]), select, textarea, button") &&
      !one.disabled &&
      one.getClientRects().length &&
      !one.closest("details:not([open])"),
  );
  fields[fields.indexOf(field) + 1]?.focus();
}

const KEYS = {
  "?": () => document.getElementById("shortcuts")?.showModal(),
  "/": () => document.getElementById("search-box")?.focus(),
  n: () => follow("new"),
  l: () => follow("like"),
  u: () => follow("undo"),
  p: () => follow("piles"),
  x: () => follow("skip"),
  j: () => move(1),
  k: () => move(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  const going = event.key === "Enter" && goesOn(event);
  if (going) {
    event.preventDefault();
    // What does not fit is accepted with the one key that leads on.
    if (event.target.matches("[data-accept]")) event.target.checked = true;
    goOn(going, event.target);
    return;
  }
  const wanted = document.body.dataset.keys;
  if (wanted === "off" || event.ctrlKey || event.metaKey || event.altKey !== (wanted === "alt")) return;
  if (isWriting(event.target)) return;
  // Thai keyboards: the physical key counts where a Latin letter is meant.
  const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
  if (Date.now() - waitingForHome < WAIT && HOMES[letter]) {
    waitingForHome = 0;
    follow(HOMES[letter]);
    return;
  }
  const unit = document.querySelector(`[data-pass="${event.code.replace(/^(Digit|Numpad)/, "")}"]`);
  if (Date.now() - waitingForUnit < WAIT && unit) {
    waitingForUnit = 0;
    unit.click();
    return;
  }
  const pattern = document.querySelector(`[data-frequent="${event.code.replace(/^(Digit|Numpad)/, "")}"]`);
  if (Date.now() - waitingForPattern < WAIT && pattern) {
    waitingForPattern = 0;
    pattern.click();
    return;
  }
  waitingForPattern = letter === "t" ? Date.now() : 0;
  waitingForHome = letter === "g" ? Date.now() : 0;
  waitingForUnit = letter === "s" ? Date.now() : 0;
  const act = KEYS[event.key] ?? KEYS[letter];
  if (act) {
    event.preventDefault();
    act();
  }
});
