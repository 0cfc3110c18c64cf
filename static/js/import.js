// Comforts of the import pages, which work without them: a file can be dropped, and typed corrections go along.

// A file dropped on the form is sent as if it had been chosen; a refusal is shown and the file stays chosen.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const form = drop.closest("form");
  const input = drop.querySelector("input[type=file]");
  const over = (is) => drop.classList.toggle("is-over", is);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); over(true); });
  }
  drop.addEventListener("dragleave", (event) => { if (!drop.contains(event.relatedTarget)) over(false); });
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    say(drop.dataset.busy, "note");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
      if (answer.ok && answer.redirected) { window.location.assign(answer.url); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      say(page.querySelector("[role=alert] p, main p")?.textContent ?? drop.dataset.away, "note note-bad");
    } catch {
      say(drop.dataset.away, "note note-bad");
    }
    button.disabled = false;
  });
}

function say(text, kind) {
  const place = document.querySelector("[data-said]");
  place.className = kind;
  place.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
}

// Whoever looks at other rows with something typed takes it along: it is checked first.
const choices = document.getElementById("import-choices");
if (choices) {
  let typed = false;
  document.addEventListener("input", (event) => { if (event.target.form === choices) typed = true; });
  const next = choices.querySelector("[name=next]");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-import-rows] a");
    if (!link || !typed) return;
    event.preventDefault();
    next.value = new URL(link.href).search.slice(1);
    choices.requestSubmit();
  });
  // What was typed but not looked at again must not be forgotten by confirming.
  document.querySelector("[data-confirm-import]")?.addEventListener("submit", (event) => {
    if (!typed) return;
    event.preventDefault();
    choices.requestSubmit();
  });
  const all = choices.querySelector("[data-all-offers]");
  const offers = [...choices.querySelectorAll("[name=offer]")];
  all?.addEventListener("change", () => { for (const offer of offers) offer.checked = all.checked; });
  for (const offer of offers) {
    offer.addEventListener("change", () => { all.checked = offers.every((each) => each.checked) && !choices.dataset.more; });
  }
}
