// The cuts of a pile: arrows walk over its pages, Alt with an arrow takes a cut along; Space is the
// box's own, and Enter sends the form.
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-pile] [name=cut]");
  const step = STEPS[event.key];
  if (!box || !step || event.ctrlKey || event.metaKey) return;
  const boxes = [...document.querySelectorAll("[data-pile] [name=cut]:not(:disabled)")];
  const next = boxes[boxes.indexOf(box) + step];
  if (!next) return;
  event.preventDefault();
  if (event.altKey && box.checked && !next.checked) {
    box.checked = false;
    next.checked = true;
  }
  next.focus();
});
