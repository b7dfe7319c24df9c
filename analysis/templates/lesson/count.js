"use strict";
/* Counts the loaded words of a text with the table that analysis/lesson/pages.py makes, as Python does: text/lexicon.py,
   text/typography.py, measures/loaded_language.py and attribution/quotation.py are the definition. */
function counter(table) {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
  const PIECE = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
  const ALNUM = /^[\p{L}\p{N}]+$/u, ALPHA = /^\p{L}+$/u, WORD = /[\p{L}\p{N}_]/u;
  const UPPER = /\p{Uppercase}/u, LOWER = /[\p{Lowercase}\p{Lt}]/u;
  const SENTENCE_END = new RegExp("[.!?…][”»\"’']?" + SPACE.source + "+", "u"), LEADING = new RegExp(`^${SPACE.source}+`, "u");
  const GLUE = /[—–…/()[\]{}<>“”"]|--+|\.\.+/gu, GLUED = /[—–…/()[\]{}<>“”"]|--|\.\./u;
  const AROUND = "\"'“”‘’()[]{}.,;:…-–—*!?", MARKS = "“”„«»‘’`\"'";
  const COUNTS = 1, HEADLINE_ONLY = 2, BARE_NAME = 4, MAY_BE_NAME = 8, PROPER = 16, LEAD_IN = 5, LONGEST_SINGLE = 300, LOOK_BACK = 25, FARTHEST_BACK = 4000;

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
  const facts = numbers(table.of).map(place => table.facts[place]), ranks = numbers(table.ranks);
  const terms = lexicon(keys(table.terms)), names = lexicon(keys(table.names)), everyday = new Set(keys(table.everyday));
  const given = new Set(keys(table.given)), acronyms = new Set(table.acronyms), OPENING = "\"'“‘([«", OPENERS = ".!?…:;\"'“‘”’–—-)";
  const senses = new Map(Object.entries(table.senses).map(([place, rule]) => [table.facts[place], rule.map(words => new Set(words))]));

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
      const word = { at: found.index, end: found.index + found[0].length, folded, place, is: place[1] > place[0] };
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
    return !soft && !opens && !(before.capital && after && after.capital);
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

  /* what stands between quotation marks: start and end, the marks included, in order; tests/quoted.py states the rules */
  function quotations(text) {
    const before = at => at === 0 ? " " : Array.from(text.slice(Math.max(0, at - 2), at)).at(-1);
    const after = end => end >= text.length ? " " : String.fromCodePoint(text.codePointAt(end));
    const canOpen = (at, end) => !space(after(end)) && (space(before(at)) || "([{—–-/‘'".includes(before(at)));
    const length = (a, b) => Array.from(text.slice(a, b)).length;
    const found = [];
    let opened = null;
    for (const mark of text.matchAll(/[“”„«»"]|''|``/gu)) {
      const sign = mark[0], at = mark.index, end = at + sign.length;
      const straight = sign === '"' || sign === "''";
      const opens = straight ? opened === null : !"”»".includes(sign);
      if (opens) {
        if (opened === null && (!straight || canOpen(at, end))) opened = at;
        continue;
      }
      if (opened === null) opened = sentenceStart(text, found.length ? found.at(-1)[1] : 0, at);
      if (at > opened) found.push([opened, end]);
      opened = null;
    }
    if (opened !== null && length(opened, text.length) > 1) found.push([opened, text.length]);
    const double = [...found];
    let reach = 0;
    for (const mark of text.matchAll(/'+|‘/gu)) {
      const at = mark.index, close = mark[0] === "‘" ? "’" : "'";
      if (mark[0].length > 1 || at < reach || !canOpen(at, at + 1) || double.some(([a, b]) => a <= at && at < b)) continue;
      let stop = at + 1;
      while ((stop = text.indexOf(close, stop + 1)) > 0 && length(at, stop) < LONGEST_SINGLE) {
        const doubled = close === "'" && (text[stop - 1] === "'" || text[stop + 1] === "'");
        if (doubled || ALNUM.test(after(stop + 1)) || space(before(stop))) continue;
        found.push([at, stop + 1]);
        reach = stop + 1;
        break;
      }
    }
    reach = 0;
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).filter(([a, b]) => a >= reach && (reach = b));
  }

  /* a quotation without an opening mark begins with its sentence, or with the text if it is the first */
  function sentenceStart(text, after, before) {
    if (after === 0) return 0;
    const between = text.slice(after, before), all = Array.from(between);
    const end = SENTENCE_END.exec(all.slice(0, -1).join(""));
    if (end) return after + end.index + end[0].length;
    return before - between.replace(LEADING, "").length;
  }

  const SAYS = 1, NAMES = 2, AS = 4, ARTICLE = 8, STOPS = 16;
  const told = new Map();
  for (const word of ("said says say saying told called calls calling dubbed described describes describing termed " +
    "labelled labeled wrote writes tweeted posted added replied asked answered declared claimed claims accuse accused " +
    "accuses accusing blamed denounced condemned criticised criticized according quoted citing").split(" ")) told.set(word, SAYS);
  for (const word of ("song film movie book band show series album novel play poem word words term phrase slogan title " +
    "titled entitled headline hashtag nicknamed named").split(" ")) told.set(word, NAMES);
  told.set("as", AS);
  for (const word of ["a", "an", "the"]) told.set(word, ARTICLE);
  const QUANTITY = new Set("nearly almost about all most many some few every each half none no only more less than".split(" "));
  const S = SPACE.source, W = "[\\p{L}\\p{N}_.’'-]";
  const CUE_AFTER = new RegExp(`^,${S}+(?:${W}+${S}+){0,4}(?:said|says|told|wrote|added|asked|replied|tweeted|declared)(?![\\p{L}\\p{N}_])`, "u");

  function code(surface) {
    if (ALPHA.test(surface)) return told.get(surface.toLowerCase()) || 0;
    const stop = Math.max(...[".", "!", "?"].map(sign => surface.lastIndexOf(sign))) + 1;
    return (told.get(strip(surface.slice(stop).toLowerCase(), ",:;()[]" + MARKS)) || 0) + (stop > 0 ? STOPS : 0);
  }

  const fields = text => text.match(PIECE) || [];

  function isScare(text, start, end) {
    if (start === 0 && end === text.length) return false;
    const quoted = read(text.slice(start, end)), inner = strip(quoted, MARKS), body = fields(inner);
    if (body.length > 2 || /[,.!?;]$/u.test(body.at(-1) || "")) return false;
    if (!fields(quoted).map(word => strip(word, MARKS).toLowerCase()).some(word => WORD.test(word) && !QUANTITY.has(word))) return false;
    const before = fields(read(Array.from(text.slice(0, start)).slice(-FARTHEST_BACK).join(""))).slice(-LOOK_BACK).reverse().map(code);
    const stop = before.findIndex(one => one & STOPS);
    const codes = stop < 0 ? before : before.slice(0, stop + 1);
    const last = codes[0] || 0, second = codes[1] || 0;
    if (last & NAMES || last & AS || second & AS && last & ARTICLE) return false;
    return !codes.some(one => one & SAYS) && !CUE_AFTER.test(read(text.slice(end)));
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

  /* a name, a film or a sign: capitals, and more than a sentence's first word */
  function namesAThing(words, text, start, end) {
    const inside = fields(text.slice(start, end)), at = words.findLastIndex(word => word.at <= start);
    if (!inside.every(word => isUpper(Array.from(lstrip(word, OPENING))[0]))) return false;
    return inside.length > 1 || at > 0 && !words[at - 1].ends;
  }

  /* the marks that count, in order: start, end, category, plainer word */
  function marked(given, headline = false) {
    const clean = tidy(given), text = clean.text, words = cut(text), stretches = find(words, names);
    const named = at => stretches.some(one => one.first <= at && at <= one.last);
    const wordAt = place => words.findLastIndex(word => word.at <= place);
    const found = [], all = new Set(words.map(word => word.forms[1]));
    const soft = headline || 10 * words.filter(word => word.capital).length >= 7 * words.length;
    const may = term => term.first === term.last && words[term.first].capital && facts[term.row][2] & MAY_BE_NAME;
    const listed = find(words, terms).filter(term => {
      const flags = facts[term.row][2];
      return flags & COUNTS && !(named(term.first) && named(term.last)) && !(flags & HEADLINE_ONLY && !headline) && !literal(words, term, facts[term.row], all);
    });
    const called = new Set(listed.filter(term => may(term) && isName(words, term.first, soft || Boolean(facts[term.row][2] & PROPER))).map(term => words[term.first].forms[1]));
    for (const { row, first, last, start, end } of listed) {
      const [category, neutral, flags] = facts[row], rank = ranks[row], term = { row, first, last };
      if (may(term) && called.has(words[first].forms[1]) || flags & BARE_NAME && !standsAlone(words, first)) continue;
      found.push({ start, end, category: table.categories[category][0], neutral, first, last, rank });
    }
    for (const [first, last] of shouts(words, named)) {
      found.push({ start: words[first].at, end: words[last].end, category: "typographic", neutral: "", first, last, rank: table.rules[0], loud: true });
    }
    for (const [start, end] of quotations(text)) {
      if (isScare(text, start, end) && !namesAThing(words, text, start, end)) {
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
