// Values of cells: how each kind is shown as text, and how what people type or paste is read.
const MONTHS = { jan: 1, feb: 2, mar: 3, "mär": 3, mrz: 3, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, okt: 10, nov: 11, dec: 12, dez: 12 };
const YES = ["yes", "y", "true", "1", "x", "ja", "j", "wahr"];
const NO = ["no", "n", "false", "0", "nein", "falsch"];
let language = "en";
let zone = "UTC";
let yesNo = { yes: "Yes", no: "No" };

export const speak = (settings) => {
  language = settings.language === "en" ? "en-GB" : settings.language;
  zone = settings.zone;
  yesNo = { yes: settings.words.yes, no: settings.words.no };
};

export const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

export const same = (a, b) => {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (a.uid && b.uid) return a.uid === b.uid;
  return JSON.stringify(a) === JSON.stringify(b);
};

// What a cell says, as people read it.
export const shown = (column, value) => {
  if (isEmpty(value)) return "";
  const as = { choice, yesno, date, moment, number, whole: number, link, words, structure }[column.kind];
  return as ? as(value, column) : String(value);
};

// What a cell says in a spreadsheet: days and numbers so that Excel takes them as such.
export const copied = (column, value) => {
  if (isEmpty(value)) return "";
  if (column.kind === "date") return String(value);
  if (column.numeric) return String(value).replace(".", decimalSign());
  return shown(column, value);
};

const choice = (value, column) => (column.choices.find(([word]) => word === value) ?? [value, value])[1];
const yesno = (value) => (value === true ? yesNo.yes : value === false ? yesNo.no : String(value));
const link = (value) => (value.named ? value.named.replace(/^\S+ · /, "") : value.title ?? value.reference ?? String(value));

const date = (value) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  const day = new Date(`${value}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(day);
};

const moment = (value) => {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);
};

const number = (value, column) => {
  const text = String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const digits = text.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: column.grouped });
  return format.format(text);
};

const words = (value, column) => [].concat(value).map((word) => choice(word, column)).join(", ");

const structure = (value, column) => {
  const label = (key) => column.labels[key] ?? key;
  if (Array.isArray(value)) return value.map(label).join(", ");
  return typeof value === "object" ? Object.entries(value).map(([key, item]) => `${label(key)}: ${item}`).join("; ") : String(value);
};

const decimalSign = () => new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === "decimal").value;

// What an emptied cell holds.
export const nothing = (column) => (column.kind === "words" ? [] : column.text ? "" : null);

// Several words of a list, by word or label, divided by commas, semicolons or lines; in the order they are kept.
export const several = (column, text) => {
  const parts = text.split(/[,;\n]/).map((part) => part.trim()).filter(Boolean);
  return [...new Set(parts.map((part) => readChoice(part, column)))].sort();
};

// What was typed or pasted, as the API takes it; what cannot be read stays text, and the API says what is wrong.
export const read = (column, typed) => {
  const text = typed.trim();
  if (!text) return nothing(column);
  if (column.kind === "words") return several(column, text);
  const as = { choice: readChoice, yesno: readYesNo, date: readDate, number: readNumber, whole: readWhole, link: readLink }[column.kind];
  if (as) return as(text, column);
  return column.kind === "long" ? typed.replace(/\s+$/, "") : text.replace(/\s*\n\s*/g, " ");
};

const readChoice = (text, column) => {
  const low = text.toLowerCase();
  const found = column.choices.find(([word, label]) => label.toLowerCase() === low || word.toLowerCase() === low);
  return found ? found[0] : text;
};

const readYesNo = (text) => {
  const low = text.toLowerCase();
  if (YES.includes(low) || low === yesNo.yes.toLowerCase()) return true;
  if (NO.includes(low) || low === yesNo.no.toLowerCase()) return false;
  return text;
};

const readLink = (text) => ({ named: text });

// 1,234.50 and 1.234,50 alike: where both signs stand the last is the decimal one; a lone sign means what the language says.
const readNumber = (text) => {
  const bare = text.replace(/[\s'€$£]/g, "");
  if (!/^-?[\d.,]+$/.test(bare)) return text;
  const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const sign = bare[last];
  const both = bare.includes(".") && bare.includes(",");
  const once = bare.split(sign).length === 2;
  const grouping = !both && sign !== decimalSign() && bare.length - last === 4;
  const isDecimal = last >= 0 && once && !grouping;
  const whole = (isDecimal ? bare.slice(0, last) : bare).replace(/[.,]/g, "");
  const number = isDecimal ? `${whole || "0"}.${bare.slice(last + 1)}` : whole;
  return /^-?\d+(\.\d+)?$/.test(number) ? number : text;
};

const readWhole = (text) => {
  const number = readNumber(text);
  const whole = number.replace(/\.0+$/, "");
  return /^-?\d{1,15}$/.test(whole) ? Number(whole) : text;
};

// Numbers that could be day/month or month/day stay text: the API asks for YYYY-MM-DD.
const readDate = (text) => {
  let match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (match) return day(match[1], match[2], match[3], text);
  match = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)$/.exec(text);
  if (match) return day(match[3], match[2], match[1], text);
  match = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text);
  if (match && Number(match[1]) > 12) return day(match[3], match[2], match[1], text);
  if (match && Number(match[2]) > 12) return day(match[3], match[1], match[2], text);
  match = /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*(\p{L}{3,9})\.?[\s,-]*(\d{4}|\d\d)$/iu.exec(text);
  if (match) return day(match[3], MONTHS[match[2].slice(0, 3).toLowerCase()], match[1], text);
  match = /^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(text);
  return match ? day(match[3], MONTHS[match[1].slice(0, 3).toLowerCase()], match[2], text) : text;
};

const day = (year, month, date_, text) => {
  const full = String(year).length === 2 ? `20${year}` : String(year);
  const iso = `${full}-${String(month).padStart(2, "0")}-${String(date_).padStart(2, "0")}`;
  const real = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso) ? iso : text;
};
