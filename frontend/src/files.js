// A file dropped on the target lands in its file input; the chosen name is shown.
function show(zone, input) {
  const names = [...input.files].map((file) => `${file.name} (${(file.size / 1e6).toFixed(1)} MB)`);
  zone.querySelector("[data-file-name]").textContent = names.join(", ");
}

document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone && event.target.type === "file") show(zone, event.target);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("wn-drop-over", kind === "dragover");
    const input = zone.querySelector("input[type=file]");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
