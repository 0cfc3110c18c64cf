// Blocks of cells as spreadsheets put them on the clipboard: tabs, line ends, quotes around what holds either.
export const format = (rows) => rows.map((cells) => cells.map(quoted).join("\t")).join("\r\n");

const quoted = (text) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// Rows of texts. A quote is one only at the start of a cell, as Excel writes it.
export const parse = (text) => {
  const rows = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? inQuotes(text, at) : bare(text, at);
    rows.at(-1).push(cell);
    if (end >= text.length) break;
    if (text[end] === "\t") {
      at = end + 1;
    } else {
      at = end + (text.startsWith("\r\n", end) ? 2 : 1);
      // The line end after the last row opens no new one.
      if (at >= text.length) break;
      rows.push([]);
    }
  }
  return rows;
};

const bare = (text, start) => {
  const length = text.slice(start).search(/[\t\r\n]/);
  const end = length < 0 ? text.length : start + length;
  return [text.slice(start, end), end];
};

const inQuotes = (text, start) => {
  let end = start + 1;
  while (end < text.length) {
    if (text[end] !== '"') end += 1;
    else if (text[end + 1] === '"') end += 2;
    else break;
  }
  const after = text[end + 1];
  const closed = text[end] === '"' && (after === undefined || /[\t\r\n]/.test(after));
  if (!closed) return bare(text, start);
  return [text.slice(start + 1, end).replaceAll('""', '"').replace(/\r\n?/g, "\n"), end + 1];
};
