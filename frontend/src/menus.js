// Menus are <details>, dialogs are <dialog>: this closes and opens them as people expect.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.wn-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.wn-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A button to print exists only where a script can press it.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
