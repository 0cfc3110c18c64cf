// Small comforts on top of pages that work without them: menus that close, lists that refresh, links that suggest.
(() => {
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except && !menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest?.("details.menu[open]");
      closeMenus(null);
      menu?.querySelector("summary").focus();
    }
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  // A long menu opens at the entry of this page.
  document.querySelector(".side [aria-current]")?.scrollIntoView({ block: "nearest" });

  // A field for a link with many possible targets fetches suggestions into its datalist.
  let waiting;
  document.addEventListener("input", (event) => {
    const source = event.target.dataset?.links;
    if (!source) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(event.target, source), 180);
  });
  const suggest = async (input, source) => {
    const answer = await fetch(`${source}?q=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { results } = await answer.json();
    const list = document.getElementById(input.getAttribute("list"));
    list.replaceChildren(...results.map(({ value, label }) => {
      const option = document.createElement("option");
      option.value = value;
      option.label = label;
      return option;
    }));
  };

  // Leaving a form with typed values asks first.
  let unsaved = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) unsaved = true;
  });
  document.addEventListener("submit", (event) => {
    unsaved = false;
    // What grids kept in this browser is gone with whoever signs out.
    if (!event.target.matches("[data-sign-out]")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith("sms-grid:")) localStorage.removeItem(key);
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // Without this, an empty parameter for every unused filter lands in the address.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-tidy]")) return;
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
  });
  // What was typed into the search has been asked for already: leaving the field asks nothing again.
  document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-tidy] input[type=search]")) event.stopPropagation();
  }, { capture: true });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!detail.elt.closest("form[data-tidy]")) return;
    for (const [name, value] of [...detail.formData.entries()]) if (value === "") detail.formData.delete(name);
  });
  // A refused partial refresh is shown as the page that says why.
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (detail.requestConfig.verb === "get") window.location.assign(detail.pathInfo.finalRequestPath);
  });

  document.getElementById("problems")?.focus();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(document.querySelector(copy.dataset.copy).textContent.trim());
  });
})();
