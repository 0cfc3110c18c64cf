// Sentences in the reader's language: the page brings them, `say` fills in what varies.
let known = {};

export const learn = (words) => { known = words; };

export const say = (name, more = {}) => {
  const [one, many] = [].concat(known[name] ?? name);
  const text = many !== undefined && more.count !== 1 ? many : one;
  return text.replace(/%\((\w+)\)s/g, (_, key) => more[key] ?? "");
};
