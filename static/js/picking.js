// Ticking rows of a list and fields of a bulk change; both pages work without it.
const boxes = () => [...document.querySelectorAll('input[name="uid"][form="bulk"]')];

const show = () => {
  const chosen = boxes().filter((box) => box.checked).length;
  const button = document.querySelector("[data-picked]");
  if (!button) return;
  button.disabled = chosen === 0;
  button.form.classList.toggle("bulk-picked", chosen > 0);
  button.querySelector("[data-picked-count]").textContent = chosen ? ` (${chosen})` : "";
  const all = document.querySelector("[data-pick-all]");
  all.checked = chosen > 0 && chosen === boxes().length;
  all.indeterminate = chosen > 0 && !all.checked;
};

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-pick-all]")) for (const box of boxes()) box.checked = target.checked;
  if (target.matches('[data-pick-all], input[name="uid"]')) show();
});

// Shift and click ticks everything between.
let last = null;
document.addEventListener("click", ({ target, shiftKey }) => {
  if (!target.matches?.('input[name="uid"][form="bulk"]')) return;
  const all = boxes();
  if (shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(target)].sort((a, b) => a - b);
    for (const box of all.slice(from, to + 1)) box.checked = target.checked;
    show();
  }
  last = target;
});

// Typing a new value ticks its field.
document.addEventListener("input", ({ target }) => {
  const tick = target.closest(".bulk-field")?.querySelector('input[name="set"]');
  if (tick && target !== tick) tick.checked = true;
});

// New values are for changes only.
const fit = () => {
  const fields = document.querySelector("[data-bulk-fields]");
  if (fields) fields.hidden = document.querySelector('input[name="action"]:checked')?.value !== "change";
};
document.addEventListener("change", fit);
document.addEventListener("htmx:afterSwap", show);
window.addEventListener("pageshow", () => { show(); fit(); });
show();
fit();
