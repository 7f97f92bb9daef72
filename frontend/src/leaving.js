// Whoever leaves a page on which something is typed and not saved is asked first.
// A form that came back with errors says from the start that it is not saved.
function unsaved(form) {
  return form.dataset.unsaved === "yes" && !form.dataset.sent;
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("form[data-unsaved]");
    // The search box of the recipients is no part of the letter.
    if (form && event.target.type !== "search") form.dataset.unsaved = "yes";
  });
}

window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("form[data-unsaved]")].some(unsaved)) event.preventDefault();
});
