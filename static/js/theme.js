// Sets light or dark before the first paint: what the reader chose, else what the system says.
(() => {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem("theme");
  const apply = () => {
    root.dataset.bsTheme = chosen() || (system.matches ? "dark" : "light");
  };
  root.classList.add("js");
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    const isSystem = next === (system.matches ? "dark" : "light");
    if (isSystem) localStorage.removeItem("theme");
    else localStorage.setItem("theme", next);
    apply();
  });
})();
