// What was read in a dropped file fills the fields that nobody has typed in; a field leads to its place
// on the page. What is typed stays.
function isFree(field) {
  if (field.matches("select")) return [...field.options].every((one) => one.selected === one.defaultSelected || !one.selected) || field.selectedIndex <= 0;
  return !field.value.trim() || "read" in field.dataset || field.value === field.defaultValue;
}

function fill(panel) {
  let filled = null;
  for (const one of panel.querySelectorAll("[data-proposal]")) {
    const field = document.getElementById(`id_${one.dataset.proposal}`);
    const value = one.dataset.value;
    if (!field || !value || field === document.activeElement || !isFree(field)) continue;
    field.value = value;
    field.dataset.read = "";
    filled = field;
  }
  // One change for all: what does not fit is looked for once.
  filled?.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("htmx:afterSettle", (event) => {
  const panel = document.getElementById("reading");
  if (!panel || event.target.id !== "reading") return;
  // The file waits on the server already: it is not sent a second time.
  const input = document.getElementById("id_letter_file");
  if (input && document.getElementById("id_held_file")?.value) input.value = "";
  fill(panel);
});

document.addEventListener("input", (event) => {
  delete event.target.dataset?.read;
});

document.addEventListener("focusin", (event) => {
  const name = event.target.name;
  for (const place of document.querySelectorAll("[data-place]")) {
    const here = name && place.dataset.place === name;
    place.classList.toggle("wn-place-on", here);
    if (here) place.scrollIntoView({ block: "nearest" });
  }
});

document.addEventListener("click", (event) => {
  const place = event.target.closest?.("[data-place]");
  if (place) document.getElementById(`id_${place.dataset.place}`)?.focus();
});
