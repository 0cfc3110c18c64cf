// A sheet of inputs moves like a spreadsheet: Enter and up and down go through a column, left and
// right leave a cell at the ends of its text. Pasting a row or a block fills the cells from here on,
// past headings between them; how many values found no cell is said.
const sheet = document.querySelector("[data-sheet]");

const at = (row, column) => sheet.rows[row]?.cells[column]?.querySelector("input");

const step = (input, down, right) => {
  const cell = input.closest("td");
  let row = cell.parentElement.rowIndex + down;
  let column = cell.cellIndex + right;
  while (row > 0 && row < sheet.rows.length && column > 0 && column < sheet.rows[0].cells.length) {
    const next = at(row, column);
    if (next) {
      next.focus();
      next.select();
      return true;
    }
    row += down;
    column += right;
  }
  return false;
};

const edge = (input, right) =>
  input.selectionStart === (right ? input.value.length : 0) || input.selectionEnd - input.selectionStart === input.value.length;

sheet?.addEventListener("keydown", (event) => {
  const input = event.target;
  if (event.altKey || event.ctrlKey || event.metaKey || input.tagName !== "INPUT") return;
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] };
  if (edge(input, true)) moves.ArrowRight = [0, 1];
  if (edge(input, false)) moves.ArrowLeft = [0, -1];
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  step(input, ...move);
});

sheet?.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
  if (event.target.tagName !== "INPUT" || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const cell = event.target.closest("td");
  const lines = [...sheet.rows].filter((row) => row.querySelector("input"));
  const first = lines.indexOf(cell.parentElement);
  let lost = 0;
  text.split(/\r?\n/).forEach((line, down) =>
    line.split("\t").forEach((value, right) => {
      const input = lines[first + down]?.cells[cell.cellIndex + right]?.querySelector("input");
      if (input) input.value = value.trim();
      else if (value.trim()) lost += 1;
    }),
  );
  const detail = { text: `${sheet.dataset.lost} ${lost}`, tone: "bad" };
  if (lost) document.dispatchEvent(new CustomEvent("sms:toast", { detail }));
});
