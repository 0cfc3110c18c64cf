// Starts the grid wherever a page has one, and lets the list's own search, filters and column chooser refresh it.
import { Sheet } from "./sheet.js";

let sheet = null;

const start = () => {
  const root = document.querySelector("[data-grid]");
  if (sheet?.root === root) return;
  sheet?.stop();
  sheet = root ? new Sheet(root) : null;
  sheet?.open();
};

document.addEventListener("htmx:afterSwap", start);
start();
