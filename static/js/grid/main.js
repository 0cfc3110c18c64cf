// Starts the grid wherever a page has one, and lets the list's own search, filters and column chooser refresh it.
import { Sheet } from "./sheet.js";

let sheet = null;
let within = false;

// A refresh that arrives while somebody already works in the grid gives the focus to the new one.
const start = () => {
  const root = document.querySelector("[data-grid]");
  if (sheet?.root === root) return;
  sheet?.stop();
  sheet = root ? new Sheet(root) : null;
  if (within) sheet?.view.element.focus({ preventScroll: true });
  sheet?.open();
};

document.addEventListener("htmx:beforeSwap", () => { within = Boolean(sheet?.root.contains(document.activeElement)); });
document.addEventListener("htmx:afterSwap", start);
start();
