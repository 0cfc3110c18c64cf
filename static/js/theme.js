// Sets light or dark before the first paint: what the reader chose, else what the system says.
(() => {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem("theme") || "";
  const apply = () => {
    root.dataset.bsTheme = chosen() || (system.matches ? "dark" : "light");
    for (const button of document.querySelectorAll("[data-theme-choose]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoose === chosen()));
    }
  };
  const choose = (theme) => {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
    apply();
  };
  root.classList.add("js");
  apply();
  document.addEventListener("DOMContentLoaded", apply);
  system.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choose]");
    if (button) choose(button.dataset.themeChoose);
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    choose(next === (system.matches ? "dark" : "light") ? "" : next);
  });
})();
