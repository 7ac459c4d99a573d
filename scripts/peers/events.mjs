// Reads a calendar with ical.js, and on which days of some years an event of each title falls.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
const years = process.argv.slice(3).map(Number);
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const days = {};
for (const event of events) {
  const found = (days[event.summary] ??= []);
  if (!event.isRecurring()) continue;
  const each = event.iterator();
  for (let day = each.next(); day && day.year <= Math.max(...years); day = each.next()) {
    if (years.includes(day.year)) found.push(day.toString().slice(0, 10));
  }
}
console.log(JSON.stringify({ events: events.length, days }));
