// The coach in the browser: the same findings as the Python beside it, from the
// same rules.json. `kithCoach.make(rules)` gives look(message, wish); `kithCoach.shown` chooses.
var kithCoach = (function () {
  "use strict";

  let ANY = 0, NUM = 1, CAP = 2, NAME = 3, CONTENT = 4, URL = 5, ASKED = 6, FIRST = 7;
  let FIELDS = ["how_found", "why", "ask", "offer", "wants", "why_them", "for_them", "forwardable"];
  let INTRODUCTION = FIELDS.slice(4);
  let WEAK_TIES = ["off", "hint", "stop"];
  let LONGEST_WORD = 40, LONGEST_QUOTE = 70;
  let UMLAUTS = { "ä": "a", "ö": "o", "ü": "u" };
  let CLOSING = { "[": "]", "{": "}", "<": ">" };
  const own = (table, key) => ({}).hasOwnProperty.call(table, key) ? table[key] : undefined;

  const within = (code, ranges) => ranges.some((first, at) => at % 2 === 0 && first <= code && code <= ranges[at + 1]);


  function makeReader(tables) {
    let known = new Map();
    let abbreviations = new Set(tables.abbreviations);

    function small(character) {
      let code = character.codePointAt(0);
      for (let range of tables.lower) {
        if (range[0] <= code && code <= range[1]) return String.fromCodePoint(code + range[2]);
      }
      return character;
    }

    function work(character) {
      let code = character.codePointAt(0);
      if (within(code, tables.drop)) return { kind: "drop", text: "" };
      let mark = own(tables.marks, character);
      if (mark !== undefined) return { kind: "mark", text: mark };
      if (within(code, tables.apart)) return { kind: "mark", text: "~" };
      let folded = own(tables.fold, character);
      let plain = folded === undefined ? character : folded;
      if (plain === character && within(code, tables.decompose)) plain = character.normalize("NFKD");
      let text = "", capital = false;
      for (let part of plain) {
        if (within(part.codePointAt(0), tables.drop)) continue;
        if (within(part.codePointAt(0), tables.apart)) return { kind: "mark", text: "~" };
        let lower = small(part);
        capital = capital || lower !== part;
        text += own(tables.fold, lower) === undefined ? lower : tables.fold[lower];
      }
      return { kind: within(code, tables.single) ? "single" : "word", text: text, capital: capital };
    }

    function letter(character) {
      let found = known.get(character);
      if (!found) known.set(character, (found = work(character)));
      return found;
    }

    function tokenAt(characters, start) {
      let first = letter(characters[start]);
      let word = first.text, length = Array.from(word).length, capitals = first.capital ? 1 : 0, at = start + 1;
      while (first.kind === "word" && at < characters.length) {
        let here = letter(characters[at]);
        if (here.text === "'" && at + 1 < characters.length && letter(characters[at + 1]).kind === "word") {
          at += 1;
          continue;
        }
        if (here.kind !== "word" && here.kind !== "drop") break;
        if (length < LONGEST_WORD) {
          word += here.text;
          length += Array.from(here.text).length;
        }
        capitals += here.capital ? 1 : 0;
        at += 1;
      }
      return { word: word, length: length, start: start, end: at, sentence: 0, capitals: capitals, cap: first.capital,
        digit: /[0-9]/.test(word), single: first.kind === "single", line: false, comma: false, glue: "", open: "", close: "" };
    }

    function ends(before, gap) {
      let dense = gap.split(" ").join("");
      if (dense.split("\n").length > 2 || dense.includes("\n-") || dense.includes("\n*")) return true;
      let apart = gap.includes(" ") || gap.includes("\n") || gap.includes('"');
      if (apart && (gap.includes("?") || gap.includes("!"))) return true;
      if (!apart || !gap.includes(".")) return false;
      let shortNumber = before.digit && before.length < 3;
      return !(gap === ". " && (shortNumber || abbreviations.has(before.word)));
    }

    function close(words, gap, atEnd) {
      if (!words.tokens.length || !gap) return;
      let last = gap.length > 1 && ".,?!".includes(gap[0]) && gap[1] === '"' ? gap[1] : gap[0];
      words.tokens[words.tokens.length - 1].close = ']}>"'.includes(last) ? last : "";
      if (gap.includes("?") && (atEnd || gap.includes(" ") || gap.includes("\n") || gap.includes('"'))) {
        words.asks[words.asks.length - 1] = true;
      }
    }

    return function read(text, room) {
      // A character is one or two units, so this cuts before taking apart what is never read.
      let characters = Array.from(text.slice(0, 2 * room)).slice(0, room);
      let words = { characters: characters, tokens: [], asks: [false] };
      let gap = "\n", at = 0;
      while (at < characters.length) {
        let here = letter(characters[at]);
        if (here.kind === "mark") gap += here.text;
        if (here.kind === "mark" || here.kind === "drop") {
          at += 1;
          continue;
        }
        let token = tokenAt(characters, at);
        close(words, gap, false);
        if (words.tokens.length && ends(words.tokens[words.tokens.length - 1], gap)) words.asks.push(false);
        token.sentence = words.asks.length - 1;
        token.line = gap.includes("\n");
        token.comma = gap.includes(",");
        token.glue = gap.length === 1 ? gap : "";
        token.open = gap && '[{<"'.includes(gap[gap.length - 1]) ? gap[gap.length - 1] : "";
        words.tokens.push(token);
        at = token.end;
        gap = "";
      }
      close(words, gap, true);
      return words;
    };
  }


  function note(spans, signal, first, last) {
    if (!spans.has(signal)) spans.set(signal, []);
    let noted = spans.get(signal), before = noted[noted.length - 1];
    if (before && first < before[1]) before[1] = Math.max(before[1], last);
    else noted.push([first, last]);
  }

  function closed(tokens, first, mark, reach) {
    for (let at = first; at < Math.min(first + reach, tokens.length); at += 1) {
      if (tokens[at].close === mark) return at + 1;
    }
    return first;
  }

  function follow(pattern, at, sentence, tokens, sets) {
    let places = new Set([at + 1]);
    for (let element = 2; element < pattern.length; element += 3) {
      let after = new Set();
      for (let place of places) {
        if (pattern[element + 2]) after.add(place);
        for (let next = place; next < Math.min(place + pattern[element + 1] + 1, tokens.length); next += 1) {
          if (tokens[next].sentence !== sentence) break;
          if (sets[next].has(pattern[element])) after.add(next + 1);
        }
      }
      if (!after.size) return 0;
      places = after;
    }
    return Math.max.apply(null, Array.from(places));
  }

  function makeMatcher(book) {
    let known = new Map(), starting = new Map(), words = new Map();
    let enter = (word, number) => words.set(word, (words.get(word) || []).concat(number));
    book.sets.forEach((text, number) => text.split(" ").forEach(word => {
      let plain = word.replace(/[äöü]/g, one => UMLAUTS[one]);
      enter(plain, number);
      if (plain !== word) enter(word.replace(/[äöü]/g, one => UMLAUTS[one] + "e"), number);
    }));
    let fresh = 8;
    book.patterns.forEach(given => {
      let pattern = given.map((one, at) => (at === 1 || at % 3 === 2) && one < 0 ? fresh++ : one);
      if (!starting.has(pattern[1])) starting.set(pattern[1], []);
      starting.get(pattern[1]).push(pattern);
    });

    function setsOf(word) {
      let found = known.get(word);
      if (!found) {
        let letters = Array.from(word);
        found = new Set(words.get(word));
        for (let at = 1; at <= letters.length; at += 1) {
          (words.get(letters.slice(0, at).join("") + "*") || []).forEach(one => found.add(one));
          (words.get("*" + letters.slice(at - 1).join("")) || []).forEach(one => found.add(one));
        }
        if (known.size < 20000) known.set(word, found);
      }
      return new Set(found);
    }

    function outsideOf(tokens, sets) {
      let outside = new Set(), at;
      if (tokens.length && sets[0].has(book.greeting)) {
        for (at = 0; at < Math.min(6, tokens.length); at += 1) {
          if (at && (tokens[at].comma || tokens[at].line || tokens[at].sentence)) break;
          outside.add(at);
        }
      }
      for (at = Math.max(1, tokens.length - 16); at < tokens.length; at += 1) {
        let fresh = tokens[at].line || tokens[at].sentence !== tokens[at - 1].sentence;
        if (fresh && sets[at].has(book.closing)) {
          for (; at < tokens.length; at += 1) outside.add(at);
        }
      }
      return outside;
    }

    function isName(tokens, at, fresh, sets) {
      let token = tokens[at], common = sets[at].has(book.common);
      if (token.capitals > 1 && token.length < 20) return token.capitals < token.length || token.length < 6;
      let beside = [at - 1, at + 1].some(other => {
        return other >= 0 && other < tokens.length && tokens[other].sentence === token.sentence && tokens[other].cap &&
          !sets[other].has(book.common) && !sets[other].has(book.notname);
      });
      return book.nouns || fresh ? beside && !common : !common || beside;
    }

    function flag(words, sets) {
      let tokens = words.tokens, outside = outsideOf(tokens, sets);
      tokens.forEach((token, at) => {
        let here = sets[at];
        let fresh = at === 0 || tokens[at - 1].sentence !== token.sentence;
        let plain = !here.has(book.common) && token.length > 2;
        let known = here.has(book.notname) || token.word === "i";
        here.add(ANY);
        if (fresh) here.add(FIRST);
        if (token.digit) here.add(NUM);
        if (token.cap) here.add(CAP);
        if (words.asks[token.sentence]) here.add(ASKED);
        if (["http", "https", "www"].includes(token.word) || (token.glue === "." && here.has(book.tld))) here.add(URL);
        if (outside.has(at) || token.digit) return;
        if (token.cap && !known && isName(tokens, at, fresh, sets)) here.add(NAME);
        if (plain && (token.length > 3 || token.single)) here.add(CONTENT);
      });
    }

    function look(words, sets, spans) {
      let tokens = words.tokens, seen = new Set();
      tokens.forEach((token, at) => {
        if (sets[at].has(NAME)) note(spans, "names", at, at + 1);
        if (sets[at].has(NUM)) note(spans, "numbers", at, at + 1);
        if (sets[at].has(URL)) note(spans, "urls", at, at + 1);
        if (sets[at].has(CONTENT) && !seen.has(token.word)) {
          seen.add(token.word);
          note(spans, "content", at, at + 1);
        }
        if (token.open === '"') {
          let end = closed(tokens, at, '"', 14);
          if (end - at > 1) note(spans, "quoted", at, end);
        } else if (token.open) {
          let last = closed(tokens, at, CLOSING[token.open], 6);
          if (sets.slice(at, last).some(one => one.has(book.slot))) note(spans, "slots", at, last);
        }
      });
      let asking = new Set((spans.get("request") || []).map(span => tokens[span[0]].sentence));
      let said = new Set(), before = -1;
      tokens.forEach((token, at) => {
        let asked = words.asks[token.sentence];
        if (asked && token.sentence !== before) {
          before = token.sentence;
          note(spans, "questions", at, at + 1);
        }
        let substance = sets[at].has(CONTENT) || sets[at].has(NAME);
        if ((asked || asking.has(token.sentence)) && substance && !said.has(token.word)) {
          said.add(token.word);
          note(spans, "asked_for", at, at + 1);
        }
      });
    }

    return function find(words) {
      let tokens = words.tokens, spans = new Map();
      let sets = tokens.map(token => setsOf(token.word));
      flag(words, sets);
      tokens.forEach((token, at) => {
        Array.from(sets[at]).sort((a, b) => a - b).forEach(one => {
          (starting.get(one) || []).forEach(pattern => {
            let end = follow(pattern, at, token.sentence, tokens, sets);
            let signal = book.signals[pattern[0]];
            let denied = () => book.denied.includes(signal) && sets.slice(at, end).some(one => one.has(book.notword));
            if (end && !denied()) note(spans, signal, at, end);
          });
        });
      });
      look(words, sets, spans);
      return { spans: spans, loose: sets.map(one => one.has(book.loose)) };
    };
  }


  function value(expression, counts) {
    if (typeof expression === "number") return expression;
    if (typeof expression === "string") return counts.get(expression) || 0;
    let sign = expression[0], operands = expression.slice(1);
    let of = one => value(one, counts);
    if (sign === "and") return operands.every(of) ? 1 : 0;
    if (sign === "or") return operands.some(of) ? 1 : 0;
    let left = of(operands[0]), right = of(operands[operands.length - 1]);
    if (sign === "not") return left ? 0 : 1;
    if (sign === "lt") return left < right ? 1 : 0;
    if (sign === "mul") return left * right;
    return sign === "add" ? left + right : left - right;
  }

  function countsOf(parts) {
    let counts = new Map([["words", 0], ["letters", 0], ["long", 0], ["sentences", 0]]);
    let more = (name, by) => { counts.set(name, (counts.get(name) || 0) + by); };
    parts.forEach(part => {
      let tokens = part.words.tokens;
      let single = tokens.filter(token => token.single).length;
      let words = tokens.length - single + Math.floor(single / 2);
      more("words", words);
      more("letters", tokens.reduce((sum, token) => sum + token.length, 0));
      more("long", tokens.filter(token => token.length >= 9).length);
      more("sentences", new Set(tokens.map(token => token.sentence)).size);
      counts.set(part.field + ".words", words);
      part.spans.forEach((spans, signal) => {
        more(signal, spans.length);
        counts.set(part.field + "." + signal, spans.length);
      });
    });
    return counts;
  }

  function quoteOf(part, span) {
    let last = span[1];
    while (last > span[0] + 1 && part.loose[last - 1]) last -= 1;
    let tokens = part.words.tokens.slice(span[0], last), first = tokens[0].start;
    let fitting = tokens.filter(token => token.end - first <= LONGEST_QUOTE);
    if (!fitting.length) fitting = tokens.slice(0, 1);
    let end = fitting[fitting.length - 1].end;
    let line = part.words.characters.slice(first, Math.min(end, first + LONGEST_QUOTE)).map(one => {
      return "\t\r\n\x85\u2028\u2029".includes(one) ? " " : one;
    }).join("");
    return fitting.length === tokens.length && end - first <= LONGEST_QUOTE ? line : line + "\u2026";
  }

  function quoted(parts, signals) {
    for (let signal of signals) {
      for (let part of parts) {
        if (part.spans.has(signal)) return [part.field, quoteOf(part, part.spans.get(signal)[0])];
      }
    }
    return ["", ""];
  }

  function make(rules) {
    let read = makeReader(rules.letters), matchers = new Map();
    let stop = Object.keys(rules.stop).map(lang => [lang, new Set(rules.stop[lang])]);

    function matcher(lang) {
      if (!matchers.has(lang)) matchers.set(lang, makeMatcher(rules.books[lang]));
      return matchers.get(lang);
    }

    function guess(texts) {
      let best = stop[0][0], most = 0;
      stop.forEach(one => {
        let count = 0;
        texts.forEach(words => {
          words.tokens.forEach(function (token) { count += one[1].has(token.word) ? 1 : 0; });
        });
        if (count > most) {
          best = one[0];
          most = count;
        }
      });
      return best;
    }

    return function look(message, wish) {
      wish = wish || {};
      let fields = typeof message !== "string";
      let given = fields ? FIELDS.filter(field => own(message, field)) : [""];
      let room = rules.letters.cap;
      let texts = given.map(field => {
        let words = read(fields ? message[field] : message, room);
        room -= words.characters.length;
        return words;
      });
      let lang = wish.lang || guess(texts);
      let known = own(rules.books, lang) ? 1 : 0;
      let parts = given.map((field, at) => {
        let found = matcher(known ? lang : "any")(texts[at]);
        return { field: field, words: texts[at], spans: found.spans, loose: found.loose };
      });
      let counts = countsOf(parts);
      let asksFor = INTRODUCTION.some(field => given.includes(field)) || counts.get("intro_ask") > 0;
      let kind = wish.kind || (asksFor ? "introduction" : "connect");
      [["fields", fields ? 1 : 0], ["introduction", kind === "introduction" ? 1 : 0], ["known", known],
        ["weak_tie", WEAK_TIES.indexOf(wish.weak_tie || "hint")], ["max_words", wish.max_words || 200],
      ].concat(rules.facts).forEach(fact => { counts.set(fact[0], value(fact[1], counts)); });
      let seen = rules.sum.signs.filter(sign => value(sign[0], counts)).map(sign => sign[1]);
      counts.set("sum", seen.reduce((sum, weight) => sum + weight, own(rules.sum.start, lang) || 0));
      rules.then.forEach(fact => { counts.set(fact[0], value(fact[1], counts)); });
      let ready = counts.get("ready");
      counts.set("stops", 0);
      let saying = own(rules.say, wish.say || lang) || rules.say.en;
      let findings = [];
      rules.rules.forEach(rule => {
        if (findings.some(one => one.rule === rule.rule) || !value(rule.when, counts)) return;
        let found = quoted(parts, rule.quote);
        let place = found[0] || (fields && rule.field[0]) || "";
        let level = ready && rule.level === "stop" ? "hint" : rule.level;
        if (level === "stop") counts.set("stops", counts.get("stops") + 1);
        findings.push({ rule: rule.rule, level: level, quote: found[1],
          say: saying[rule.rule].split("{quote}").join(found[1]), field: place });
      });
      return { findings: findings, ready: ready > 0, lang: lang, kind: kind };
    };
  }

  function shown(findings, limit) {
    limit = limit || 2;
    let of = level => findings.filter(one => one.level === level);
    let concerns = of("stop").concat(of("hint"));
    let chosen = of("good").slice(0, concerns.length ? limit - 1 : limit);
    return chosen.concat(concerns.slice(0, limit - chosen.length));
  }

  return { make: make, shown: shown };
})();
