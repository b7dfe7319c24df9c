/* The lesson: steps, marks, what is kept, and what is counted. Nothing leaves this page except by the two buttons. */
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const count = counter(data.lexicon);
  const by = id => document.getElementById(id);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const LETTERS = data.content.texts.map(text => text.letter), REVEAL = 2;
  const FEW = 5; // with fewer marks on a side, agreement beyond chance says nothing
  const words = Object.fromEntries(data.content.texts.map(text => [text.letter, text.words]));
  const tool = Object.fromEntries(data.content.texts.map(text => [text.letter, new Set(text.tool)]));
  const voices = { outlet: "the writer’s own word", quoted: "in a quotation" };

  /* what is kept: on the device where the browser allows it, or else as long as the page is open */
  const PLACE = "framing-lesson-" + data.key;
  const fresh = () => ({
    id: Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, "0")).join(""),
    saves: 0, step: 0, reached: 0, revealed: false,
    marks: Object.fromEntries(LETTERS.map(letter => [letter, []])),
    trust: "", trust_after: "", why: "", guesses: data.checks.map(() => null), seen: data.checks.map(() => false),
    frames: Object.fromEntries(LETTERS.map(letter => [letter, { cause: "", act: "" }])), framed: false,
    rewrite: data.rewrite.text, tries: { irony: "", quotation: "", omission: "" }, unseen: "",
  });
  let state = fresh(), kept = true;
  try {
    const found = JSON.parse(localStorage.getItem(PLACE));
    if (found && typeof found === "object") state = Object.assign(state, found);
    localStorage.setItem(PLACE, JSON.stringify(state));
  } catch (error) {
    kept = false;
  }
  function keep() {
    try {
      localStorage.setItem(PLACE, JSON.stringify(state));
    } catch (error) {
      kept = false;
    }
    by("kept").textContent = kept
      ? "Your answers stay on this device, also if you close the page."
      : "This browser does not let the page keep your answers: save them as a file before you close it.";
  }

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  const spelled = n => NUMBERS[n] || String(n);
  const many = (n, thing) => `${n} ${thing}${n === 1 ? "" : "s"}`;

  /* the steps */
  const sections = all(".step"), tabs = all("#steps button"), LAST = sections.length - 1;
  function show(step, focus = true) {
    state.step = step;
    state.reached = Math.max(state.reached, step);
    if (step >= REVEAL) state.revealed = true;
    sections.forEach((section, k) => {
      section.hidden = k !== step;
      section.classList.toggle("unreached", k > state.reached);
    });
    tabs.forEach((tab, k) => {
      tab.disabled = k > state.reached;
      if (k === step) tab.setAttribute("aria-current", "step");
      else tab.removeAttribute("aria-current");
    });
    by("back").disabled = step === 0;
    by("next").hidden = step === LAST;
    by("next").textContent = step === REVEAL - 1 ? "Show the program’s marks" : "Next";
    lock();
    if (step === REVEAL) reveal();
    if (step === LAST) by("copy").value = written();
    all("textarea", sections[step]).forEach(grow);
    keep();
    if (focus) {
      window.scrollTo(0, 0);
      const head = sections[step].querySelector("h2");
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
  }
  tabs.forEach((tab, k) => tab.addEventListener("click", () => show(k)));
  by("next").addEventListener("click", () => show(state.step + 1));
  by("back").addEventListener("click", () => show(state.step - 1));

  /* marking: every word of a text is an option of a list box */
  const options = {};
  for (const letter of LETTERS) {
    const list = by("list-" + letter), found = options[letter] = [];
    all(`.column [data-letter="${letter}"].block`).forEach((block, k) => {
      const group = element("p", { role: "group", dir: "auto", "aria-label": `Paragraph ${k + 1}` });
      if (block.classList.contains("headline")) group.classList.add("head");
      if (block.classList.contains("cited")) group.classList.add("cited");
      for (const word of count.split(block.textContent)) {
        const option = element("span", { role: "option", tabindex: "-1", "aria-selected": "false" }, word.surface);
        option.dataset.unit = found.length;
        group.append(option, " ");
        found.push(option);
      }
      if (group.firstChild) list.append(group);
    });
    marking(letter, list, found);
  }

  function paint(letter) {
    const marked = new Set(state.marks[letter]);
    options[letter].forEach((option, k) => option.setAttribute("aria-selected", String(marked.has(k))));
    by("count-" + letter).textContent = many(marked.size, "word") + " marked";
  }

  function lock() {
    by("locked").hidden = !state.revealed;
    for (const letter of LETTERS) by("list-" + letter).setAttribute("aria-disabled", String(state.revealed));
    for (const choice of all("[name=trust]")) choice.disabled = state.revealed;
  }

  function marking(letter, list, found) {
    let at = 0, drag = null, dragged = false;
    const unit = node => {
      const option = node && node.closest && node.closest("[role=option]");
      return option && list.contains(option) ? Number(option.dataset.unit) : -1;
    };
    function set(from, to, value, base = state.marks[letter]) {
      if (state.revealed) return;
      const marked = new Set(base);
      for (let k = Math.min(from, to); k <= Math.max(from, to); k++) marked[value ? "add" : "delete"](k);
      state.marks[letter] = Array.from(marked).sort((a, b) => a - b);
      paint(letter);
      keep();
    }
    const has = k => state.marks[letter].includes(k);
    function go(to, focus = true) {
      found[at].tabIndex = -1;
      at = Math.max(0, Math.min(found.length - 1, to));
      found[at].tabIndex = 0;
      if (focus) found[at].focus();
    }
    function line(step) {
      const here = found[at].getBoundingClientRect(), middle = (here.left + here.right) / 2;
      let top = null, best = at, far = Infinity;
      for (let k = at + step; k >= 0 && k < found.length; k += step) {
        const box = found[k].getBoundingClientRect();
        if (Math.abs(box.top - here.top) < 4) continue;
        if (top !== null && Math.abs(box.top - top) >= 4) break;
        top = box.top;
        const away = Math.abs((box.left + box.right) / 2 - middle);
        if (away < far) [best, far] = [k, away];
      }
      return best;
    }
    list.addEventListener("keydown", event => {
      const paragraph = all("[role=option]", found[at].parentNode).map(option => Number(option.dataset.unit));
      const moves = {
        ArrowRight: () => at + 1, ArrowLeft: () => at - 1, ArrowDown: () => line(1), ArrowUp: () => line(-1),
        Home: () => event.ctrlKey ? 0 : paragraph[0], End: () => event.ctrlKey ? found.length - 1 : paragraph.at(-1),
      };
      if (event.altKey || event.metaKey) return;
      if (event.key === " " || event.key === "Enter") {
        set(at, at, !has(at));
      } else if (moves[event.key]) {
        const from = at;
        go(moves[event.key]());
        if (event.shiftKey) set(from, at, true);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("pointerdown", event => {
      const k = unit(event.target);
      dragged = false;
      drag = k < 0 || event.button || event.shiftKey ? null : { from: k, to: k, value: !has(k), base: state.marks[letter] };
    });
    list.addEventListener("pointermove", event => {
      if (!drag || !event.buttons) return;
      const k = unit(document.elementFromPoint(event.clientX, event.clientY));
      if (k < 0 || k === drag.to) return;
      drag.to = k;
      dragged = true;
      set(drag.from, k, drag.value, drag.base);
    });
    list.addEventListener("pointercancel", () => {
      if (dragged) set(0, -1, true, drag.base);
      drag = null;
    });
    list.addEventListener("click", event => {
      const k = unit(event.target);
      if (dragged || k < 0) return void (dragged = false);
      if (event.shiftKey) set(at, k, true);
      else set(k, k, !has(k));
      go(k);
    });
    if (found.length) go(0, false);
    paint(letter);
  }

  /* the tool's marks over one's own */
  function reveal() {
    const body = by("agreement").tBodies[0], said = [];
    body.replaceChildren();
    const lists = { both: by("both"), tool: by("only-tool"), you: by("only-you") };
    Object.values(lists).forEach(list => list.replaceChildren());
    for (const letter of LETTERS) {
      const mine = new Set(state.marks[letter]), n = words[letter].length;
      const place = all(`[data-reveal="${letter}"]`)[0];
      place.replaceChildren(...all(`[data-letter="${letter}"].block`).map(block => underlined(block, letter, mine)));
      const both = [...mine].filter(k => tool[letter].has(k)).length;
      const you = mine.size - both, its = tool[letter].size - both, same = (n - you - its) / n;
      const kappa = agreement(n, both, you, its);
      const cells = [many(n, "word"), both, you, its, `${Math.round(100 * same)}%`, kappa === null ? "not defined" : Math.min(you + both, its + both) < FEW ? "too few marks" : kappa.toFixed(2).replace("-", "−")];
      body.append(element("tr", {}, element("th", { scope: "row" }, "Text " + letter), ...cells.map((cell, k) => element("td", { class: "num" }, k ? String(cell) : String(n)))));
      said.push(told(letter, mine.size, both, its));
      for (const mark of data.marks[letter]) {
        let shared = false;
        for (let k = mark.first; k <= mark.last; k++) shared = shared || mine.has(k);
        lists[shared ? "both" : "tool"].append(reason(mark, letter));
      }
      for (const [first, last] of runs([...mine].filter(k => !tool[letter].has(k)))) {
        lists.you.append(element("li", {}, element("b", {}, words[letter].slice(first, last + 1).join(" ")), ` · text ${letter}`));
      }
    }
    by("said").replaceChildren(...said.map(line => element("p", { class: "count" }, line)));
    for (const list of Object.values(lists)) if (!list.firstChild) list.append(element("li", {}, "None."));
  }

  /* what the program saw of one's marks, in words */
  function told(letter, mine, both, its) {
    const others = its ? `It marked ${spelled(its)}${both ? " more" : ""} that you did not.` : "It marked no other.";
    if (!mine) return `You marked no word in text ${letter}. The program marked ${spelled(its)}.`;
    const saw = mine === 1 ? (both ? "It saw your one word." : "It did not see your one word.") :
      both === mine ? `It saw all of your ${spelled(mine)} words.` : `It saw ${spelled(both)} of your ${spelled(mine)} words.`;
    return `Text ${letter}: ${saw} ${others}`;
  }

  /* Cohen's kappa from the number of words, and of those that both, one, or the other marked; null: not defined */
  function agreement(n, both, you, its) {
    const mine = (both + you) / n, other = (both + its) / n;
    const chance = mine * other + (1 - mine) * (1 - other);
    return chance === 1 || n === 0 ? null : ((n - you - its) / n - chance) / (1 - chance);
  }

  function runs(units) {
    const found = [];
    for (const k of units) {
      if (found.length && found.at(-1)[1] === k - 1) found.at(-1)[1] = k;
      else found.push([k, k]);
    }
    return found;
  }

  function reason(mark, letter) {
    const item = element("li", {}, element("b", {}, mark.surface), ` · ${mark.category} · text ${letter} · ${voices[mark.voice]}`);
    const more = [mark.note && `Here: ${mark.note}.`, mark.neutral && `A plainer word: ${mark.neutral}.`].filter(Boolean).join(" ");
    if (more) item.append(element("span", { class: "meta" }, more));
    return item;
  }

  function underlined(block, letter, mine) {
    const made = element("p", { class: block.className, dir: "auto" }), text = block.textContent;
    let unit = Number(block.dataset.first), at = 0, open = null, kind = "";
    for (const word of count.split(text)) {
      const now = [mine.has(unit) && "u-you", tool[letter].has(unit) && "u-tool"].filter(Boolean).join(" ");
      const gap = text.slice(at, word.at);
      if (now && now === kind) open.append(gap + word.surface);
      else {
        open = now ? element("span", { class: now }, word.surface) : document.createTextNode(word.surface);
        made.append(gap, open);
      }
      [kind, at, unit] = [now, word.end, unit + 1];
    }
    made.append(text.slice(at));
    return made;
  }

  /* what is written, and what is counted in it */
  function listed(text) {
    const found = count.marked(text), n = count.words(text);
    return { found, told: `${many(found.length, "loaded word")} left in ${many(n, "word")}.` };
  }
  function grow(area) {
    area.rows = Math.max(Number(area.dataset.rows || (area.dataset.rows = area.rows)), Math.ceil(area.value.length / 34) + area.value.split("\n").length);
  }
  function field(area, read, write) {
    area.value = read();
    grow(area);
    area.addEventListener("input", () => {
      write(area.value);
      grow(area);
      keep();
    });
  }
  function counted() {
    const { found, told } = listed(state.rewrite), before = count.words(data.rewrite.text);
    by("left").textContent = `${told} The paragraph had ${data.rewrite.loaded} in ${many(before, "word")}.`;
    by("left-words").replaceChildren(...found.map(mark => element("li", {}, element("b", {}, state.rewrite.slice(mark.start, mark.end)),
      ` · ${mark.category === "cue" ? "reporting verb" : mark.category}${mark.neutral ? ` · plainer: ${mark.neutral}` : ""}`)));
  }
  function tried(name) {
    const text = state.tries[name], box = by("tried-" + name), found = count.marked(text), words = count.split(text);
    const seen = words.filter(word => found.some(mark => mark.start < word.end && mark.end > word.at)).length;
    box.querySelector(".count").textContent = !text.trim() ? "" :
      `It saw ${spelled(seen)} of your ${words.length === 1 ? "one word" : spelled(words.length) + " words"}` +
      `${found.length ? ": " + found.map(mark => text.slice(mark.start, mark.end)).join(", ") : ""}.`;
    for (const answer of all(".answer", box)) answer.hidden = words.length < 4 || (answer.dataset.when === "seen") !== seen > 0;
  }
  field(by("why"), () => state.why, value => { state.why = value; });
  field(by("unseen"), () => state.unseen, value => { state.unseen = value; });
  field(by("rewrite"), () => state.rewrite, value => { state.rewrite = value; counted(); });
  counted();
  for (const area of all("[data-try]")) {
    const name = area.dataset.try;
    field(area, () => state.tries[name], value => { state.tries[name] = value; tried(name); });
    tried(name);
  }
  const VOTES = Object.fromEntries(all("[name=trust]").map(choice => [choice.value, choice.parentNode.textContent.trim()]));
  function changed() {
    const { trust, trust_after: now } = state, lower = text => text[0].toLowerCase() + text.slice(1);
    by("change").textContent = !now ? "" : !trust ? `Now: ${VOTES[now]}. Before, you did not vote.` :
      trust === now ? `You stay with ${lower(VOTES[now])}.` : `Before: ${VOTES[trust]}. Now: ${VOTES[now]}. What changed your mind?`;
  }
  for (const name of ["trust", "trust_after"]) for (const choice of all(`[name=${name}]`)) {
    choice.checked = state[name] === choice.value;
    choice.addEventListener("change", () => { state[name] = choice.value; changed(); keep(); });
  }
  changed();

  /* the frames: one's own answers, then the program's words */
  for (const area of all("[data-frame]")) {
    const own = state.frames[area.dataset.of];
    field(area, () => own[area.dataset.frame], value => { own[area.dataset.frame] = value; });
  }
  function framed() {
    by("frames-found").firstElementChild.hidden = !state.framed;
    by("frames-show").disabled = state.framed;
  }
  by("frames-show").addEventListener("click", () => { state.framed = true; framed(); keep(); });
  framed();

  /* the checks: a guess, then the answer */
  all("[data-check]").forEach((box, k) => {
    const choices = all("input", box), button = box.querySelector("button");
    const settle = () => {
      choices.forEach((choice, place) => {
        choice.checked = state.guesses[k] === place;
        choice.disabled = state.seen[k];
      });
      button.disabled = state.guesses[k] === null || state.seen[k];
      const answer = box.querySelector(".answer");
      answer.hidden = !state.seen[k];
      answer.querySelector("strong").textContent = `The answer: ${choices[data.checks[k].answer].parentNode.textContent.trim()}.`;
    };
    choices.forEach((choice, place) => choice.addEventListener("change", () => {
      state.guesses[k] = place;
      settle();
      keep();
    }));
    button.addEventListener("click", () => {
      state.seen[k] = true;
      settle();
      keep();
    });
    settle();
  });

  /* the file */
  function written() {
    const { id, saves, marks, trust, trust_after, why, guesses, frames, rewrite, tries, unseen } = state;
    return JSON.stringify({ key: data.key, id, saves, marks, trust, trust_after, why, guesses, frames, rewrite, tries, unseen, lesson: data.content });
  }
  by("save").addEventListener("click", () => {
    state.saves++;
    keep();
    const place = URL.createObjectURL(new Blob([written()], { type: "application/json" }));
    const name = `answers-${state.id.slice(0, 6)}.json`;
    const link = element("a", { href: place, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(place), 10000);
    by("copy").value = written();
    by("saved").textContent = `${name} is in your downloads.`;
  });
  by("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => { if (state.revealed) reveal(); });
  by("forget").addEventListener("click", () => {
    try {
      localStorage.removeItem(PLACE);
    } catch (error) {
      kept = false;
    }
    location.reload();
  });

  by("steps").hidden = by("turn").hidden = false;
  show(Math.min(Math.max(0, Number(state.step) || 0), LAST), false);
})();
