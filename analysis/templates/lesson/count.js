"use strict";
/* Counts the loaded words of a text with the table that analysis/lesson/pages.py makes, as Python does: text/lexicon.py,
   text/typography.py, measures/loaded_language.py and attribution/quotation.py are the definition. */
function counter(table) {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
  const PIECE = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
  const ALNUM = /^[\p{L}\p{N}]+$/u, ALPHA = /^\p{L}+$/u, WORD = /[\p{L}\p{N}]/u;
  const UPPER = /\p{Uppercase}/u, LOWER = /[\p{Lowercase}\p{Lt}]/u;
  const SENTENCE_END = new RegExp("[.!?…][”»\"’']?" + SPACE.source + "+", "u"), LEADING = new RegExp(`^${SPACE.source}+`, "u");
  const GLUE = /[—–…/()[\]{}<>“”"]|--+|\.\.+/gu, GLUED = /[—–…/()[\]{}<>“”"]|--|\.\./u;
  const AROUND = "\"'“”‘’()[]{}.,;:…-–—*!?", MARKS = "“”„«»‘’`\"'";
  const COUNTS = 1, HEADLINE_ONLY = 2, BARE_NAME = 4, MAY_BE_NAME = 8, PROPER = 16, HAS_ADVERB = 32, LEAD_IN = 5, LONGEST_SINGLE = 300, LOOK_AROUND = 25, FARTHEST = 2000;

  /* signs that look alike: rare ones are common ones at once, common ones are folded word by word */
  const HIDDEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/gu;
  const CUT = /—|[^—\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
  const ACCENTED = /[\p{L}\p{Nl}\p{No}][\u0300-\u036f]+/gu;
  const RARE = new Map(), COMMON = new Map();
  for (const [signs, plain] of [["ʹʻʼʽ´′", "'"], ["‚‛❛‹", "‘"], ["❜›", "’"], ["″", '"'], ["‟❝〝", "“"], ["❞〞", "”"], ["‐‑‒−﹣", "-"], ["―⸺⸻﹘", "—"]]) {
    for (const sign of signs) RARE.set(sign, plain);
  }
  for (const [signs, plain] of [["‘’", "'"], ["“”„«»", '"'], ["–—", "-"], ["…", "..."]]) for (const sign of signs) COMMON.set(sign, plain);
  for (const [of, first, stop] of [[RARE, 0xff01, 0xff5f], [RARE, 0x1d400, 0x1d800], [COMMON, 0xfb00, 0xfb07]]) {
    for (let code = first; code < stop; code++) of.set(String.fromCodePoint(code), String.fromCodePoint(code).normalize("NFKC"));
  }
  const joins = sign => sign >= "\u0600" && !RARE.has(sign) && !COMMON.has(sign) && !SPACE.test(sign);

  /* each sign with another in its place; where every unit of what is made begins and ends in the text */
  function replaced(text, hidden, change) {
    let made = "", at = 0, k = 0;
    const begins = [], ends = [];
    for (const sign of text) {
      while (k < hidden.length && hidden[k][1] <= at) k++;
      const plain = k < hidden.length && hidden[k][0] <= at ? "" : change.get(sign) ?? sign;
      for (let unit = 0; unit < plain.length; unit++) {
        begins.push(plain === sign ? at + unit : at);
        ends.push(plain === sign ? at + unit + 1 : at + sign.length);
      }
      made += plain;
      at += sign.length;
    }
    return { text: made, begins, ends };
  }

  function tidy(text) {
    const hidden = [];
    for (const run of text.matchAll(HIDDEN)) {
      const start = run.index, end = start + run[0].length;
      const before = Array.from(text.slice(Math.max(0, start - 2), start)).at(-1) || "", after = Array.from(text.slice(end, end + 2))[0] || "";
      if (!(before && after && joins(before) && joins(after))) hidden.push([start, end]);
      else for (let k = start; k < end; k++) if (!"\u200c\u200d".includes(text[k])) hidden.push([k, k + 1]);
    }
    return replaced(text, hidden, RARE);
  }

  function foldWord(word) {
    const made = replaced(word, [], COMMON), begins = [], ends = [];
    let text = "", at = 0;
    for (const found of made.text.matchAll(ACCENTED)) {
      const whole = found[0].normalize("NFC"), start = found.index, end = start + found[0].length;
      begins.push(...made.begins.slice(at, start + whole.length));
      ends.push(...made.ends.slice(at, start + whole.length - 1), made.ends[end - 1]);
      text += made.text.slice(at, start) + whole;
      at = end;
    }
    return { text: text + made.text.slice(at), begins: [...begins, ...made.begins.slice(at)], ends: [...ends, ...made.ends.slice(at)] };
  }

  const read = text => foldWord(text.replaceAll("—", " - ")).text;

  function keys(coded) {
    const found = [];
    let before = "";
    for (const part of coded.split("|").slice(0, -1)) {
      before = before.slice(0, table.signs.indexOf(part[0])) + part.slice(1);
      found.push(before);
    }
    return found;
  }

  /* single: what one word is; next: by the words of a phrase that have been seen, the words that go on */
  function lexicon(listed) {
    const made = { single: new Map(), inside: new Set(), tree: new Map() };
    listed.forEach((key, row) => {
      const words = key.split(" ");
      if (words.length === 1) return void made.single.set(key, row);
      let node = made.tree;
      for (const word of words) {
        made.inside.add(word);
        if (!node.has(word)) node.set(word, new Map());
        node = node.get(word);
      }
      node.row = row;
    });
    return made;
  }

  function numbers(coded) {
    const found = [];
    for (let k = 0; k < coded.length; k++) {
      let place = table.signs.indexOf(coded[k]);
      if (place >= table.short) place = table.short + (place - table.short) * table.signs.length + table.signs.indexOf(coded[++k]);
      found.push(place);
    }
    return found;
  }
  const facts = numbers(table.of).map(place => table.facts[place]);
  const terms = lexicon(keys(table.terms)), names = lexicon(keys(table.names)), everyday = new Set(keys(table.everyday));
  const given = new Set(keys(table.given)), acronyms = new Set(table.acronyms), doubted = new Set(keys(table.doubted)), OPENING = "\"'“‘([«", OPENERS = ".!?…:;\"'“‘”’–—-)";
  const telling = keys(table.telling), sets = table.sets.map(coded => new Set(numbers(coded).map(k => telling[k])));
  const senses = new Map(Object.entries(table.senses).map(([place, rule]) => [table.facts[place], rule.map(place => sets[place])]));

  function strip(text, signs) {
    const all = Array.from(text);
    let a = 0, b = all.length;
    while (a < b && signs.includes(all[a])) a++;
    while (b > a && signs.includes(all[b - 1])) b--;
    return all.slice(a, b).join("");
  }

  function lstrip(text, signs) {
    const all = Array.from(text);
    while (all.length && signs.includes(all[0])) all.shift();
    return all.join("");
  }

  const isUpper = sign => Boolean(sign) && UPPER.test(sign);

  /* where a word begins and ends without the punctuation around it */
  function core(text, from = 0, to = text.length, whole = true) {
    const all = Array.from(text.slice(from, to));
    if (whole && ALNUM.test(text)) return [0, text.length];
    if (whole && all.length > 1 && ALNUM.test(all.slice(0, -1).join(""))) return [0, text.length - all.at(-1).length];
    let start = -1, end = -1, at = from;
    for (const sign of all) {
      if (WORD.test(sign)) {
        start = start < 0 ? at : start;
        end = at + sign.length;
      }
      at += sign.length;
    }
    return start < 0 ? [0, 0] : [start, end];
  }

  function forms(text, [a, b]) {
    let exact = text.slice(a, b).replaceAll("’", "'");
    if (exact.length > 2 && /'[sSſ]$/u.test(exact)) exact = exact.slice(0, -2);
    return [exact, exact.toLowerCase()];
  }

  function pieces(text) {
    const found = [];
    let from = 0;
    for (const glue of text.matchAll(GLUE)) {
      found.push(core(text, from, glue.index, false));
      from = glue.index + glue[0].length;
    }
    found.push(core(text, from, text.length, false));
    return found.filter(([a, b]) => b > a);
  }

  function cut(text) {
    const words = [];
    for (const found of text.matchAll(CUT)) {
      const folded = foldWord(found[0]), surface = folded.text, place = core(surface), all = Array.from(surface);
      const bare = all.find(sign => !AROUND.includes(sign)) || "";
      const word = { at: found.index, end: found.index + found[0].length, folded, surface, place, is: place[1] > place[0] || surface.includes("_") };
      word.forms = forms(surface, place);
      word.pieces = GLUED.test(surface.slice(...place)) ? pieces(surface).map(one => [one, forms(surface, one)]) : [];
      word.opened = place[0] > 0;
      word.closed = place[1] < surface.length;
      word.capital = UPPER.test(bare);
      word.given = word.capital && given.has(lstrip(surface, OPENING).replace(/\.+$/u, "").toLowerCase());
      word.ends = ".!?:”\"".includes(all.at(-1));
      word.possessive = /['’]s$/u.test(surface);
      word.exclaims = surface.includes("!");
      const inner = UPPER.test(surface) && !LOWER.test(surface) ? strip(surface, AROUND) : "";
      word.upper = Array.from(inner).length > 1 && UPPER.test(inner) && !LOWER.test(inner) && ALPHA.test(inner);
      word.loud = word.upper && Array.from(inner).length > 2 && everyday.has(inner.toLowerCase());
      words.push(word);
    }
    return words;
  }

  const either = (holds, [exact, folded]) => holds.has(exact) ? exact : folded;

  /* every place where a term stands; of terms that overlap the first, and of those that begin together the longest */
  function find(words, of) {
    const found = [];
    let reach = -1;
    words.forEach((word, at) => {
      if (at <= reach) return;
      let row = of.single.get(either(of.single, word.forms)), last = at;
      let place = word.place;
      if (row === undefined) {
        const piece = word.pieces.find(([, both]) => of.single.has(either(of.single, both)));
        if (piece) [place, row] = [piece[0], of.single.get(either(of.single, piece[1]))];
      }
      let node = of.tree.get(either(of.inside, word.forms));
      for (let k = at + 1; node && k < words.length && !words[k - 1].closed && !words[k].opened; k++) {
        node = node.get(either(of.inside, words[k].forms));
        if (node && node.row !== undefined) [row, last] = [node.row, k];
      }
      if (row === undefined) return;
      reach = last;
      const begin = (last > at ? word.place : place)[0], end = (last > at ? words[last].place : place)[1];
      found.push({ row, first: at, last, start: word.at + word.folded.begins[begin], end: words[last].at + words[last].folded.ends[end - 1] });
    });
    return found;
  }

  function standsAlone(words, at) {
    const after = words[at + 1], before = words[at - 1];
    const surname = after && after.capital && !words[at].possessive;
    const opens = at - 1 === 0 || at > 1 && words[at - 2].ends;
    return !surname && !(before && before.capital && !before.ends && !opens);
  }

  /* a term of one word that is a name, or a part of one, by the words beside it */
  function isName(words, at, soft) {
    const word = words[at].surface, before = words[at - 1], after = words[at + 1];
    const bare = strip(word, AROUND), first = Array.from(word)[0], last = before ? Array.from(before.surface).at(-1) : "";
    if (Array.from(bare).length > 1 && UPPER.test(bare) && !LOWER.test(bare)) return acronyms.has(bare.toLowerCase());
    if (before && before.given && !",;:".includes(last) && isUpper(first)) return true;
    if (words[at].given && after && after.capital && ALPHA.test(Array.from(word).at(-1)) && isUpper(Array.from(after.surface)[0])) return true;
    const opens = !before || OPENERS.includes(last) || !isUpper(first) || word.includes("-");
    return !soft && !opens;
  }

  function literal(words, term, fact, all) {
    const rule = senses.get(fact);
    if (!rule) return false;
    const beside = (at, of) => at >= 0 && at < words.length && of.has(words[at].forms[1]);
    return beside(term.last + 1, rule[0]) || beside(term.first - 1, rule[1]) || [...rule[2]].some(one => all.has(one));
  }

  /* capitals for looks: a lead-in, a dateline, an agency in brackets, an acronym before a name */
  function layout(words, first, last) {
    const opening = words[first].surface, after = words[last + 1];
    if (words.slice(first, last + 1).some(word => word.exclaims)) return false;
    if (opening.startsWith("(") && /\)[.,]*$/u.test(words[last].surface)) return true;
    if (first === 0 && last < LEAD_IN && after) return true;
    const letters = Array.from(opening).filter(sign => ALPHA.test(sign)).length;
    return first === last && letters <= 4 && Boolean(after) && after.capital;
  }

  /* runs of words in capitals, and words with an exclamation mark */
  function shouts(words, named) {
    const runs = [];
    const all = 10 * words.filter(word => word.upper).length >= 7 * words.length;
    const goesOn = at => at >= 0 && at < words.length && words[at].upper && !named(at);
    words.forEach((word, at) => {
      if (!word.loud && !word.exclaims || runs.length && at <= runs.at(-1)[1]) return;
      if (word.loud && !named(at) && !all) {
        let first = at, last = at;
        while (goesOn(first - 1)) first--;
        while (!words[last].exclaims && goesOn(last + 1)) last++;
        if (!layout(words, first, last)) runs.push([first, last]);
      } else if (word.exclaims) runs.push([at, at]);
    });
    return runs;
  }

  const space = sign => SPACE.test(sign);

  /* which marks open and close together: attribution/pairs.py states the rules */
  const OPENING_MARKS = ["“", "„", "«", "``"], CLOSERS = ["”", "»"], STOPS = ",.!?…", AHEAD = 60, LONGEST = 2000;
  const S = SPACE.source, W = "[\\p{L}\\p{N}_]", A = "[\\p{L}\\p{N}]";
  const DECADE = new RegExp(`^\\p{Nd}\\p{Nd}s(?!${A})`, "u"), YEAR = new RegExp(`^\\p{Nd}\\p{Nd}(?![\\p{L}\\p{N}_’'])`, "u");
  const BEFORE_YEAR = new RegExp(`(?:of|in|since|from|by|to|and|summer|spring|autumn|fall|winter|late|early)${S}+$`, "u");
  const LOST = new RegExp("^(?:n|em|tis|twas|twere|twill|til|till|cause|cos|cuz|round|bout|neath|fraid|nuff|im|er)" +
    `(?!${A})(?![’'](?!${W}))`, "iu");
  const MAY_BE_APOSTROPHE = new RegExp(`(?:[sS]|${W}${W}in|\\p{Nd}|(?<!${W})(?:o|th|an|ol))$`, "u");
  const AND = new RegExp(`^n[’'](?!${W})`, "iu"), MIXED = new RegExp(`(?<=[.,!?])[’'](?=${S}|$)`, "gu");
  const length = (a, b, text) => Array.from(text.slice(a, b)).length;
  const charBefore = (text, at) => Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) || "";
  const charAt = (text, at) => at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "";
  const blank = text => Array.from(text).every(space);

  function marksOf(pattern, text) {
    return Array.from(text.matchAll(pattern), ({ 0: sign, index: start }) => {
      const end = start + sign.length, before = charBefore(text, start) || " ", after = charAt(text, end) || " ";
      const opens = !space(after) && (space(before) || BEFORE.includes(before));
      return { start, end, sign, opens, closes: !space(before) && !ALNUM.test(after) };
    });
  }

  const SPEAKER_BEHIND = /^(?:(?:he|she|they|it) |(?:the|an?|one|his|her|their) (?:[A-Za-z’'.-]+ ){1,6}?|(?:[A-Z][A-Za-z’'.-]* ){1,5}?)(?:[a-z]+ly )?(?:said|says|added|adds|told|tells|asked|asks|replied|wrote|explained|recalled|noted|argued|warned|continued|read|claimed|insisted|wondered|stated|concluded|joked)(?![A-Za-z])/u;

  function beginsLine(text, at) {
    const before = text.slice(at < 200 ? 0 : at - 200, at);
    return blank(before.slice(before.lastIndexOf("\n") + 1));
  }

  function quotations(text) {
    const double = pairDouble(text);
    let reach = 0;
    return [...double, ...pairSingle(text, double)].sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .filter(([a, b]) => a >= reach && (reach = b));
  }

  function pairDouble(text) {
    const marks = marksOf(/[“”„«»"]|''|``/gu, text), pairs = [];
    for (let k = 0; k < marks.length; k++) {
      const mark = marks[k];
      if (opens(text, marks, k)) {
        const last = closing(text, marks, k);
        if (last === null) {
          MIXED.lastIndex = mark.end;
          const mixed = MIXED.exec(text), end = mixed ? mixed.index + 1 : text.length;
          if (end - mark.start > mark.sign.length) pairs.push([mark.start, end]);
          while (k + 1 < marks.length && marks[k + 1].start < end) k++;
          continue;
        }
        if (marks[last].start > mark.start) pairs.push([mark.start, marks[last].end]);
        k = last;
      } else if (onlyCloses(text, mark)) {
        const start = sentenceStart(text, pairs.length ? pairs.at(-1)[1] : 0, mark.start);
        if (start < mark.start) pairs.push([start, mark.end]);
      }
    }
    return pairs;
  }

  function opens(text, marks, k) {
    const mark = marks[k], next = marks[k + 1];
    if (OPENING_MARKS.includes(mark.sign)) return !(mark.closes && !mark.opens && STOPS.includes(charBefore(text, mark.start)));
    if (CLOSERS.includes(mark.sign)) return mark.opens && !mark.closes && !!next && next.closes && [mark.sign, "«"].includes(next.sign);
    if (mark.opens || mark.closes) return mark.opens && !closesBehindABlank(text, mark);
    return (mark.start === 0 || space(charBefore(text, mark.start))) && mark.end < text.length && space(charAt(text, mark.end)) &&
      !!next && next.sign === mark.sign;
  }

  function onlyCloses(text, mark) {
    if (CLOSERS.includes(mark.sign)) return !(mark.sign === "»" && beginsLine(text, mark.start));
    return closesBehindABlank(text, mark) || mark.closes && !mark.opens && !/\p{Nd}/u.test(charBefore(text, mark.start));
  }

  /* "It will be late, "the clerk said. */
  function closesBehindABlank(text, mark) {
    const stopped = mark.sign === '"' && mark.start > 1 && text[mark.start - 1] === " " && STOPS.includes(text[mark.start - 2]);
    return stopped && (mark.end === text.length || SPEAKER_BEHIND.test(text.slice(mark.end, mark.end + 400)));
  }

  function closing(text, marks, k) {
    let depth = 1, first = null;
    const inner = holdsStraight(marks, k);
    for (let n = k + 1; n < Math.min(k + AHEAD, marks.length); n++) {
      const role = n <= inner ? 0 : roleOf(text, marks, k, n);
      depth += role;
      if (role < 0) {
        first = first === null ? n : first;
        if (depth === 0) return n;
      }
    }
    return first;
  }

  /* the last of the straight marks in pairs inside of curly ones */
  function holdsStraight(marks, k) {
    if (!["“", "„", "«"].includes(marks[k].sign)) return -1;
    let n = k + 1;
    while (n < Math.min(k + AHEAD, marks.length) && ['"', "''"].includes(marks[n].sign)) n++;
    const own = marks.slice(k + 1, n);
    const paired = own.length % 2 === 0 && own.every((mark, place) => place % 2 === 0 ? mark.opens : mark.closes);
    return paired && n < marks.length && CLOSERS.includes(marks[n].sign) ? n - 1 : -1;
  }

  function roleOf(text, marks, k, n) {
    const mark = marks[n], next = marks[n + 1], prior = charBefore(text, mark.start);
    if (mark.sign === "«" && marks[k].sign === "»") return -1;
    if (OPENING_MARKS.includes(mark.sign)) {
      if (mark.closes && !mark.opens) return -1;
      return beginsLine(text, mark.start) ? 0 : 1;
    }
    if (CLOSERS.includes(mark.sign)) return -1;
    const before = Array.from(text.slice(Math.max(0, mark.start - 100), mark.start)).filter(sign => !space(sign)).at(-1) || "";
    if (mark.opens && !mark.closes && ALNUM.test(before)) return 1;
    const inches = mark.closes && /\p{Nd}/u.test(prior) && !STOPS.includes(charAt(text, mark.end));
    return inches && next && next.closes && !next.opens ? 0 : -1;
  }

  /* a quotation without an opening mark begins with its sentence, or with the text if it is the first */
  function sentenceStart(text, after, before) {
    const end = after ? SENTENCE_END.exec(text.slice(after, Math.max(after, before - 1))) : null;
    const begin = end ? after + end.index + end[0].length : after, between = text.slice(begin, before);
    return begin + between.length - between.replace(LEADING, "").length;
  }

  function pairSingle(text, taken) {
    const marks = marksOf(/(?<!')'(?!')|[‘’]/gu, text).filter(mark => !taken.some(([a, b]) => a <= mark.start && mark.start < b));
    const pairs = [];
    for (let k = 0; k < marks.length; k++) {
      const mark = marks[k];
      if (mark.opens && !isApostrophe(text, mark)) {
        let last = closingSingle(text, marks, k, taken);
        if (mark.sign === "’" && last !== null && !(",.!?".includes(charBefore(text, marks[last].start)) && marks[last].sign !== "‘")) last = null;
        if (last !== null) {
          pairs.push([mark.start, marks[last].end]);
          k = last;
        } else if (mark.sign !== "’" && opensToTheEnd(text, mark)) {
          const end = text.indexOf("\n\n", mark.end);
          pairs.push([mark.start, end >= 0 ? end : text.length]);
        }
      } else if (mark.sign !== "‘" && mark.closes && endsSpeech(text, mark)) {
        const before = Math.max(0, ...[...pairs, ...taken].map(pair => pair[1]).filter(end => end <= mark.start));
        const start = sentenceStart(text, before, mark.start);
        if (start < mark.start) pairs.push([start, mark.end]);
      }
    }
    return pairs;
  }

  function isApostrophe(text, mark) {
    const rest = text.slice(mark.end, mark.end + 20);
    if (mark.sign === "’" && !isUpper(charAt(text, mark.end))) return true;
    if (AND.test(rest) || DECADE.test(rest) || LOST.test(rest)) return true;
    return YEAR.test(rest) && BEFORE_YEAR.test(text.slice(Math.max(0, mark.start - 12), mark.start));
  }

  function closingSingle(text, marks, k, taken) {
    const first = marks[k];
    let doubtful = null;
    for (let n = k + 1; n < Math.min(k + AHEAD, marks.length); n++) {
      const mark = marks[n], far = length(first.end, mark.start, text);
      if (far > LONGEST || text.slice(Math.max(marks[n - 1].end, first.end), mark.start).includes("\n\n")) break;
      if (doubtful !== null && taken.some(([a]) => marks[doubtful].end <= a && a < mark.start)) break;
      if (mark.opens && !mark.closes && !isApostrophe(text, mark)) break;
      if (!mark.closes || far < 1) continue;
      const before = Array.from(text.slice(Math.max(0, mark.start - 8), mark.start)).slice(-4).join(""), stopped = STOPS.includes(charBefore(text, mark.start));
      if (!stopped && text[mark.end] === " " && ALPHA.test(charAt(text, mark.end + 1)) && MAY_BE_APOSTROPHE.test(before)) {
        doubtful = doubtful === null ? n : doubtful;
      } else if (stopped || far < LONGEST_SINGLE) return n;
    }
    return doubtful === null || length(first.end, marks[doubtful].start, text) < LONGEST_SINGLE ? doubtful : null;
  }

  function opensToTheEnd(text, mark) {
    const before = text.slice(Math.max(0, mark.start - 2), mark.start).replace(/ +$/u, "").at(-1) || "";
    const starts = (mark.sign === "'" ? ["", "\n"] : ["", "\n", ".", ":", ",", "!", "?"]).includes(before);
    return starts && isUpper(charAt(text, mark.end)) && length(mark.end, text.length, text) > 1;
  }

  function endsSpeech(text, mark) {
    const before = text.slice(Math.max(0, mark.start - 3), mark.start), after = charAt(text, mark.end);
    return (",!?".includes(before.at(-1)) || /^[a-z]{2}\.$/u.test(before)) && (!after || space(after));
  }

  const BEFORE = "([{—–-/‘'";
  /* what words beside a quotation say of it, in bits: attribution/quotation.py states the rules */
  const [SAYS, NAMES, TITLED, AS, ARTICLE, SIGN, KNOWN, SMALL, CALLS, OWNED, FOR, TONGUE] = Array.from({ length: 12 }, (_, bit) => 1 << bit);
  const QUANTITY = new Set("nearly almost about all most many some few every each half none no only more less than".split(" "));
  const BESIDE = ",:;()[]" + MARKS, BARE = ",.:;!?()[]" + MARKS, NOTHING = { bits: 0, stops: false, capital: false, lower: false };
  const LONGEST_NAME = 10, LONGEST_SCARE = 2;
  const ABBREVIATED = /^[(“"'‘]?(?:Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Msgr|Jr|Sr|[A-Z]|U\.[SKN])\.$/u;
  const GLOSSED = new RegExp(`^${S}*(?:[,(]|[—–-]+)(?:${S}|[—–-])*(?:or|nickname|the nickname|meaning|short for|a term|the term)(?!${W})`, "u");
  const COMMA_AND_SPEAKER = new RegExp(`^${S}*[,—–-]`, "u");
  const quoting = new Map(Object.entries(table.quoting).flatMap(([bits, held]) => held.split(" ").map(word => [word, Number(bits)])));
  const bitsOf = word => quoting.get(word) || 0;
  const fields = text => text.match(PIECE) || [];
  const endOf = text => Array.from(text).at(-1) || "";

  function beside(surface) {
    const stop = ABBREVIATED.test(surface) ? 0 : Math.max(...[".", "!", "?"].map(sign => surface.lastIndexOf(sign))) + 1;
    const bare = strip(surface, BARE), letters = Array.from(bare);
    return {
      bits: bitsOf(strip(surface.slice(stop).toLowerCase(), BESIDE)) | (stop > 0 ? bitsOf(bare.toLowerCase()) & SIGN : 0), stops: stop > 0, saidLast: stop > 0 && Boolean(bitsOf(bare.toLowerCase()) & SAYS), capital: isUpper(letters[0] || ""),
      lower: letters.length > 3 && /\p{Lowercase}/u.test(bare) && !UPPER.test(bare) && !/\p{Lt}/u.test(bare),
    };
  }

  const says = word => word.bits & SAYS;

  function toTheStop(words) {
    const stop = words.findIndex(word => word.stops);
    return stop < 0 ? words : words.slice(0, stop + 1);
  }

  /* a quotation with what stands around it, or null if it is all of the text */
  function around(text, start, end) {
    if (start === 0 && end === text.length) return null;
    const quoted = read(text.slice(start, end)), inner = strip(quoted, MARKS + " "), own = fields(inner);
    const back = fields(read(Array.from(text.slice(0, start)).slice(-FARTHEST).join(""))).slice(-LOOK_AROUND).reverse().map(beside);
    const after = read(text.slice(end)), ahead = fields(Array.from(after).slice(0, FARTHEST).join("")).slice(0, LOOK_AROUND).map(beside);
    return { quoted, inner, own, back, ahead, after, named: own.length <= LONGEST_NAME && isNamed(own, back, ahead, after) };
  }

  function isScare(one) {
    if (!one || one.named || one.own.length > LONGEST_SCARE || /[,.!?;]$/u.test(one.inner)) return false;
    const first = one.back[0] || NOTHING, second = one.back[1] || NOTHING;
    if (first.bits & AS || second.bits & AS && !second.stops && first.bits & ARTICLE) return false;
    const degree = one.own.length > 1 && strip(one.own[0], BARE).toLowerCase();
    if (degree && (degree.endsWith("ly") && !QUANTITY.has(degree) || bitsOf(degree) & OWNED)) return false;
    if (toTheStop(one.back).some(says) || toTheStop(one.ahead).some(word => says(word) || word.saidLast)) return false;
    const plain = fields(one.quoted).map(word => strip(word, MARKS + ",;:").toLowerCase().replace(/’/gu, "'")).filter(Boolean);
    return doubted.has(plain.join(" ")) || plain.length === 2 && plain.every(word => doubted.has(word));
  }

  function isNamed(own, back, ahead, after) {
    if (!own.length || own.every(word => QUANTITY.has(word.toLowerCase()))) return false;
    const first = back[0] || NOTHING, following = ahead[0] || NOTHING;
    const small = own.length <= LONGEST_SCARE + 1, short = own.length <= LONGEST_SCARE;
    const all = inCapitals(own), ended = ".!?".includes(endOf(own.at(-1)));
    if (back.length > 1 && (first.bits & CALLS && back[1].bits & NAMES || small && first.bits & FOR && back[1].bits & TONGUE)) return true;
    if (first.bits & TITLED || first.bits & NAMES && (short || all && !ended) || small && GLOSSED.test(after)) return true;
    if (small && first.bits & AS && back.slice(1, 7).some(word => word.bits & KNOWN)) return true;
    if (small && following.bits & SIGN && (!after || space(charAt(after, 0)))) return true;
    if (!all && !(short && own.some(word => isUpper(charAt(word, 0))))) return false;
    if (small && first.capital && !first.stops && following.capital && after[0] === " ") return true;
    if (ended || ![...back.slice(0, 6), ...ahead.slice(0, 6)].some(word => word.lower)) return false;
    const said = back.slice(0, 2).some(says) || ahead.length && says(ahead[0]), opening = !back.length || first.stops;
    const spoken = endOf(own.at(-1)) === "," || COMMA_AND_SPEAKER.test(after) && ahead.slice(0, 6).some(says);
    return !said && !spoken && !(opening && !inCapitals(own.slice(-1))) && !(opening && own.length === 1);
  }

  function inCapitals(own) {
    const words = own.map(word => strip(word, BARE)), large = words.filter(word => !(bitsOf(word) & SMALL));
    return isUpper(charAt(words[0], 0)) && large.length > 0 && large.every(word => !/^[\p{Lowercase}]/u.test(word));
  }

  /* of marks that share a word the heaviest, of equals the first; an exclamation mark by itself belongs to the word before it */
  function heaviest(marks, words) {
    const taken = new Set(), chosen = [];
    for (const mark of marks) {
      if (mark.loud && !words[mark.first].is) {
        while (mark.first >= 0 && !words[mark.first].is) mark.first--;
        mark.last = mark.first;
      }
    }
    for (const mark of marks.filter(one => one.first >= 0).sort((a, b) => b.rank - a.rank || a.first - b.first || a.last - b.last)) {
      const own = [];
      for (let k = mark.first; k <= mark.last; k++) own.push(k);
      if (own.some(k => taken.has(k))) continue;
      for (const k of own) taken.add(k);
      chosen.push(mark);
    }
    return chosen;
  }

  /* a name, a film or a sign: each word has a capital */
  const namesAThing = text => fields(text).every(word => isUpper(Array.from(lstrip(word, OPENING))[0]));

  /* the marks that count, in order: start, end, category, plainer word */
  function marked(given, headline = false) {
    const clean = tidy(given), text = clean.text, words = cut(text), stretches = find(words, names);
    const named = at => stretches.some(one => one.first <= at && at <= one.last);
    const wordAt = place => words.findLastIndex(word => word.at <= place);
    const quoted = quotations(text).map(([start, end]) => ({ start, end, one: around(text, start, end) }));
    const titles = quoted.filter(({ one }) => one && one.named).map(({ start, end }) => [wordAt(start), wordAt(end - 1)]);
    const titled = at => titles.some(([first, last]) => first <= at && at <= last);
    const found = [], all = new Set(words.map(word => word.forms[1]));
    const soft = headline || 10 * words.filter(word => word.capital).length >= 7 * words.length;
    const may = term => term.first === term.last && words[term.first].capital && facts[term.row][2] & MAY_BE_NAME;
    const listed = find(words, terms).filter(term => {
      const flags = facts[term.row][2];
      return flags & COUNTS && !(named(term.first) && named(term.last)) && !(titled(term.first) && titled(term.last)) && !(flags & HEADLINE_ONLY && !headline) && !literal(words, term, facts[term.row], all);
    });
    const INSTITUTIONS = new Set(table.institutions), capital = at => words[at].capital;
    const institution = ({ first, last }) => {
      if (first === last || !capital(first) || !capital(last)) return false;
      const of = first > 1 && ["on", "of", "for", "to"].includes(words[first - 1].surface) && INSTITUTIONS.has(words[first - 2].surface);
      return of || last + 1 < words.length && INSTITUTIONS.has(strip(words[last + 1].surface, AROUND));
    };
    const called = new Set(listed.filter(term => may(term) && isName(words, term.first, soft || Boolean(facts[term.row][2] & PROPER))).map(term => words[term.first].forms[1]));
    for (const { row, first, last, start, end } of listed) {
      const [category, neutral, flags, rank] = facts[row], term = { row, first, last };
      if (institution(term) || may(term) && called.has(words[first].forms[1]) || flags & BARE_NAME && !standsAlone(words, first)) continue;
      const adverb = flags & HAS_ADVERB && text.slice(start, end).toLowerCase().endsWith("ly");
      found.push({ start, end, category: table.categories[category][0], neutral: adverb ? table.adverbs[neutral] : neutral, first, last, rank });
    }
    for (const [first, last] of shouts(words, named)) {
      found.push({ start: words[first].at, end: words[last].end, category: "typographic", neutral: "", first, last, rank: table.rules[0], loud: true });
    }
    for (const { start, end, one } of quoted) {
      if (isScare(one) && !namesAThing(text.slice(start, end)) && !(headline && "‘'".includes(text[start]))) {
        found.push({ start, end, category: "insinuation", neutral: "", first: wordAt(start), last: wordAt(end - 1), rank: table.rules[1] });
      }
    }
    return heaviest(found, words).map(({ start, end, category, neutral }) => ({ start: clean.begins[start], end: clean.ends[end - 1], category, neutral }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }

  const words = text => cut(tidy(text).text).filter(word => word.is).length;
  const split = text => Array.from(text.matchAll(PIECE), found => ({ at: found.index, end: found.index + found[0].length, surface: found[0] }));
  return { marked, words, split };
}
