// The one-time token of a form stays with its place in the browser's history: after Back the page
// may be fetched anew, but the token sent from it is put back, and leads to what it has done.
document.addEventListener("submit", (event) => {
  const once = event.target.querySelector("input[name=once]");
  if (once) history.replaceState({ ...history.state, once: once.value }, "");
});

document.addEventListener("DOMContentLoaded", () => {
  const once = document.querySelector("input[name=once]");
  if (once && history.state?.once) once.value = history.state.once;
});
