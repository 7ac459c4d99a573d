// Reads a file of cards with ical.js, each property to its value; prints what it says of them.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const odd = [];
let read = 0;
for (const card of readFileSync(process.argv[2], "utf8").split(/(?<=END:VCARD\r\n)/)) {
  try {
    const found = new ICAL.Component(ICAL.parse(card));
    for (const property of found.getAllProperties()) property.getValues().map(String);
    read += 1;
  } catch (fault) {
    odd.push(`${fault}`);
  }
}
console.log(JSON.stringify({ read, odd }));
