// Partial dates and spans of time, as in text/dates.py. Days are texts such as 2026-11-22, which
// compare as they stand.
const SHAPES = /^(?:(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2}))?)?|--(?<m>\d{2})-(?<d>\d{2}))$/;
const UNITS = { "": "days", d: "days", w: "weeks", m: "months", y: "years" };
const FIRST_YEAR = 1000;
const LEAP_YEAR = 2000;
const DAY = 86_400_000;
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
];

const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// Reads 2019, 2019-05, 2019-05-07 or --07-14; throws an error that says what is wrong.
export const parseDate = (text) => {
  const found = SHAPES.exec(text.trim());
  if (!found) throw new Error(`"${text}" is not a date`);
  const { year, month, day, m, d } = found.groups;
  if (year && Number(year) < FIRST_YEAR) throw new Error(`"${text}" is not a year that people live in`);
  const number = Number(month || m);
  if ((month || m) && !MONTHS[number - 1]) throw new Error(`there is no month ${month || m} in "${text}"`);
  if (day || d) {
    const last = daysIn(Number(year || LEAP_YEAR), number);
    if (Number(day || d) < 1 || Number(day || d) > last) {
      const name = `${MONTHS[number - 1]}${year ? ` ${Number(year)}` : ""}`;
      throw new Error(`there is no such day as "${text}": ${name} has ${last} days`);
    }
  }
  return found[0];
};

// Reads `6 weeks`, `90 days`, `6m`, `30` (days); throws an error for anything else.
export const parseSpan = (text) => {
  const found = /^(\d{1,5})\s*([a-z]*)$/i.exec(text.trim());
  const said = found ? found[2].toLowerCase() : "";
  const unit = UNITS[said.length < 2 ? said : said.replace(/s?$/, "s")[0]];
  const whole = said.length < 2 || said === unit || `${said}s` === unit;
  if (!found || !unit || !whole || Number(found[1]) === 0) throw new Error(`"${text}" is not a span of time`);
  return { count: Number(found[1]), unit };
};

// The day this long before another: 1 month before 31 March is the end of February.
export const before = ({ count, unit }, today) => {
  const [year, month, day] = today.split("-").map(Number);
  if (unit === "days" || unit === "weeks") {
    const length = unit === "weeks" ? 7 * count : count;
    return new Date(Date.UTC(year, month - 1, day) - length * DAY).toISOString().slice(0, 10);
  }
  const total = year * 12 + month - 1 - count * (unit === "years" ? 12 : 1);
  const then = Math.max(Math.floor(total / 12), 1);
  const thenMonth = ((total % 12) + 12) % 12 + 1;
  const thenDay = Math.min(day, daysIn(then, thenMonth));
  const parts = [String(then).padStart(4, "0"), ...[thenMonth, thenDay].map((n) => String(n).padStart(2, "0"))];
  return parts.join("-");
};
