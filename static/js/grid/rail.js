// The place in the whole list, as a slider beside the grid: what is loaded is only a part of it.
import { say } from "./words.js";

const STEPS = 1000;

export class Rail extends EventTarget {
  constructor(root) {
    super();
    this.input = root.querySelector("[data-grid-rail]");
    this.told = root.querySelector("[data-grid-place]");
    this.total = 0;
    this.input.max = STEPS;
    this.input.addEventListener("input", () => this.tell(Math.round((this.input.value / STEPS) * (this.total - 1))));
    this.input.addEventListener("change", () => this.dispatchEvent(new CustomEvent("go", { detail: this.input.value / STEPS })));
    // Arrows of the slider are its own, not the grid's.
    this.input.addEventListener("keydown", (event) => event.stopPropagation());
  }

  // Only a list that is longer than what is loaded needs it: else the scroll bar tells all.
  show(total) {
    this.total = total;
    this.input.hidden = false;
    this.input.closest(".sheet").classList.add("has-rail");
  }

  // The row on top of the screen is this one of all, from 0; so many fit on the screen.
  at(number, fitting) {
    if (!this.total || document.activeElement === this.input && this.input.matches(":active")) return;
    this.input.value = Math.round((number / Math.max(1, this.total - fitting - 1)) * STEPS);
    this.tell(number);
  }

  tell(number) {
    const format = new Intl.NumberFormat(document.documentElement.lang);
    const text = say("place", { at: format.format(Math.min(this.total, number + 1)), number: format.format(this.total) });
    this.told.textContent = text;
    this.input.setAttribute("aria-valuetext", text);
  }
}
