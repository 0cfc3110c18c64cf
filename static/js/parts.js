// Behaviour of components: dialogs that ask, toasts, switches of the look, the tour.

// <button data-opens="#id"> shows a <dialog>; <button data-closes> inside closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.querySelector(opener.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  if (event.target.matches("dialog.ask")) event.target.close();
});

// Toasts: document.dispatchEvent(new CustomEvent("sms:toast", {detail: {text, tone}})), or the
// header HX-Trigger: {"sms:toast": {"text": "…", "tone": "good"}} of an answer to htmx.
const SECONDS = 7;
const toast = ({ text, tone = "info" }) => {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const note = document.createElement("div");
  note.className = `toast-note toast-${tone}`;
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", place.dataset.close);
  close.addEventListener("click", () => note.remove());
  note.append(words, close);
  place.append(note);
  // What went wrong stays until it is closed; the rest goes unless somebody is reading it.
  if (tone === "bad") return;
  const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : note.remove());
  setTimeout(leave, SECONDS * 1000);
};
document.addEventListener("sms:toast", ({ detail }) => toast(detail));
document.addEventListener("click", (event) => {
  const source = event.target.closest("[data-toast]");
  if (source) toast({ text: source.dataset.toastText, tone: source.dataset.toast });
});

// The tour: one step at a time; whatever ends it, it is over for good.
const tour = document.getElementById("tour");
if (tour) {
  const steps = [...tour.querySelectorAll(".tour-step")];
  const back = tour.querySelector("[data-tour-back]");
  const next = tour.querySelector("[data-tour-next]");
  const done = tour.querySelector("[data-tour-done]");
  let at = 0;
  const show = (place, focus = true) => {
    at = place;
    document.querySelector(".tour-target")?.classList.remove("tour-target");
    steps.forEach((step, number) => { step.hidden = number !== at; });
    const target = steps[at].dataset.target && document.querySelector(steps[at].dataset.target);
    target?.classList.add("tour-target");
    back.hidden = at === 0;
    next.hidden = at === steps.length - 1;
    done.hidden = at !== steps.length - 1;
    if (focus) steps[at].querySelector("h2").focus();
  };
  const end = () => {
    document.querySelector(".tour-target")?.classList.remove("tour-target");
    fetch(tour.action, { method: "POST", body: new FormData(tour), headers: { "X-Requested-With": "tour" } });
    tour.remove();
    document.getElementById("content")?.focus();
  };
  next.addEventListener("click", () => show(at + 1));
  back.addEventListener("click", () => show(at - 1));
  tour.addEventListener("submit", (event) => { event.preventDefault(); end(); });
  tour.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); end(); }
  });
  show(0, false);
}
