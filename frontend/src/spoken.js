// On an English page subjects, offices and names are Thai: what is Thai says so, or a screen
// reader spells it with an English voice (WCAG 3.1.2).
import htmx from "htmx.org";

const THAI = /[\u0e01-\u0e5b]/;
// A run of Thai with the digits, spaces and dots inside it.
const RUN = /[\u0e01-\u0e5b](?:[^A-Za-z]*[\u0e01-\u0e5b])?/g;
const LATIN = /[A-Za-z]{2}/;
const SAID = ["placeholder", "aria-label", "title", "value"];

function markText(node) {
  const parent = node.parentElement;
  if (!THAI.test(node.data) || !parent || parent.closest("[lang=th], script, style")) return;
  if (!LATIN.test(parent.textContent) || parent.matches("option, textarea, title")) {
    parent.lang = "th";
    return;
  }
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const run of node.data.matchAll(RUN)) {
    const part = document.createElement("span");
    part.lang = "th";
    part.textContent = run[0];
    parts.append(node.data.slice(end, run.index), part);
    end = run.index + run[0].length;
  }
  parts.append(node.data.slice(end));
  node.replaceWith(parts);
}

function mark(part) {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  texts.forEach(markText);
  for (const one of part.querySelectorAll("input, [placeholder], [aria-label], [title]")) {
    const said = SAID.map((name) => one.getAttribute(name) ?? "").join(" ");
    if (THAI.test(said) && !LATIN.test(said + one.textContent)) one.lang = "th";
  }
}

if (document.documentElement.lang !== "th") htmx.onLoad(mark);
