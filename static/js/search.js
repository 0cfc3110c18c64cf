// Search while typing: results under the box, by arrows, Enter and Escape. Without this, Enter opens the page.
const form = document.querySelector("[data-search-box]");
const box = form?.querySelector("[data-search]");
const sheet = form?.querySelector("#search-sheet");
const status = form?.querySelector("[data-search-status]");
const PAUSE = 120;
let waiting, asking;

const options = () => [...sheet.querySelectorAll("[role=option]")];
const active = () => sheet.querySelector("[aria-selected=true]");

const choose = (option) => {
  active()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
};

const close = () => {
  clearTimeout(waiting);
  asking?.abort();
  sheet.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
};

const open = (html) => {
  sheet.innerHTML = html;
  const found = options().length;
  sheet.hidden = sheet.textContent.trim() === "";
  box.setAttribute("aria-expanded", String(found > 0));
  box.removeAttribute("aria-activedescendant");
  const sentence = sheet.querySelector(".search-note")?.textContent ?? "";
  status.textContent = found ? `${sentence} ${sheet.querySelector("[role=listbox]").getAttribute("aria-label")}: ${found - 1}`.trim() : sentence;
};

const ask = async () => {
  const text = box.value.trim();
  asking?.abort();
  if (!text) return close();
  asking = new AbortController();
  try {
    const address = `${form.dataset.searchBox}?q=${encodeURIComponent(text)}`;
    const answer = await fetch(address, { signal: asking.signal, redirect: "error" });
    if (answer.ok && document.activeElement === box) open(await answer.text());
  } catch {
    close(); // signed out, offline or overtaken by the next letter: Enter still opens the page
  }
};

const move = (step) => {
  const all = options();
  if (!all.length) return;
  const at = all.indexOf(active());
  const last = all.length - 1;
  choose(all[at < 0 ? (step > 0 ? 0 : last) : (at + step + all.length) % all.length]);
};

if (box) {
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-sheet" })) box.setAttribute(name, value);
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    const chosen = sheet.hidden ? null : active();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (sheet.hidden) ask();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      window.location.assign(chosen.href);
    } else if (event.key === "Escape" && !sheet.hidden) {
      event.preventDefault();
      close();
    }
  });
  sheet.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  box.addEventListener("blur", close);
}
