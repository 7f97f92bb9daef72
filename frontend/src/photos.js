// The photos of a letter in their order: Alt with an arrow moves the one that has the focus, Delete
// takes it away; the focus goes with it.
const KEYS = { ArrowUp: "up", ArrowDown: "down", Delete: "out" };
let followed = null;

function rows() {
  return [...document.querySelectorAll("#photos > li")];
}

function press(row, way) {
  row?.querySelector(`[data-photo="${way}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("#photos > li");
  const way = KEYS[event.key];
  if (!row || !way || (way !== "out" && !event.altKey)) return;
  event.preventDefault();
  press(row, way);
});

document.addEventListener("click", (event) => {
  const way = event.target.closest?.("[data-photo]")?.dataset.photo;
  if (!way) return;
  const here = rows().findIndex((row) => row.contains(event.target));
  followed = { place: here + { up: -1, down: 1, out: 0 }[way], way };
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!followed || event.target.id !== "reading") return;
  const row = rows()[Math.min(followed.place, rows().length - 1)];
  const next = row?.querySelector(`[data-photo="${followed.way}"]`) ?? row?.querySelector("[data-photo]");
  (next ?? document.getElementById("id_letter_file"))?.focus();
  followed = null;
});
