// The mouse and the finger: a click chooses, a drag chooses a block, a double click edits.
export const followMouse = (sheet, signal) => {
  const { editor, selection, view } = sheet;
  let dragging = false;

  const at = (event) => {
    const cell = event.target.closest?.(".tabulator-cell");
    const uid = cell?.closest(".tabulator-row")?.dataset.uid;
    const name = cell?.getAttribute("tabulator-field");
    return uid && selection.names.includes(name) ? { uid, name } : null;
  };

  const on = (target, type, act) => target.addEventListener(type, act, { signal });

  on(view.element, "mousedown", (event) => {
    if (event.button !== 0 || event.target.closest("a, input, button")) return;
    const place = at(event);
    if (!place) return;
    // No text is marked, and the focus goes where we say.
    event.preventDefault();
    editor.commit();
    view.element.focus({ preventScroll: true });
    selection.set(event.shiftKey && selection.anchor ? selection.anchor : place, place);
    dragging = true;
  });
  on(view.element, "mouseover", (event) => {
    const place = dragging && at(event);
    if (place && (place.uid !== selection.head.uid || place.name !== selection.head.name)) selection.set(selection.anchor, place);
  });
  on(window, "mouseup", () => { dragging = false; });
  on(view.element, "dblclick", (event) => {
    if (!event.target.closest("a, input, button") && at(event)) sheet.edit(null);
  });
};
