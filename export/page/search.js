// The search box: a combobox with suggestions, after the ARIA authoring practices.

const MOST = 12;
const plainText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function startSearch(choose) {
  const input = byId("search");
  const list = byId("found");
  const box = byId("suggestions");
  const note = byId("found-note");
  let options = [];
  let active = -1;
  const searchable = [
    ...nodes.map((node) => ({ thing: node, text: plainText(node.title), detail: searchDetail(node), rank: ["role", "family", "named"].indexOf(node.type) })),
    ...skills.map((thing) => ({ thing, text: plainText(thing.title), detail: `Skill · ${plural(thing.askers.length, "role")}`, rank: 3 })),
    ...indicators.map((thing) => ({ thing, text: plainText(thing.title), detail: "Performance indicator", rank: 3 })),
  ];

  const close = () => {
    list.hidden = true;
    box.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (number) => {
    active = number;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (number) => {
    const { thing } = options[number];
    input.value = "";
    close();
    choose(thing);
  };
  const suggest = () => {
    const words = plainText(input.value).split(/[\s,]+/).filter(Boolean);
    if (!words.length) {
      close();
      return;
    }
    const found = (matches) => searchable.map((each) => [each, matches(each.text, words)]).filter(([, worth]) => worth > 0);
    const exact = found(matching);
    options = (exact.length ? exact : found(resembling))
      .sort((a, b) => b[1] - a[1] || a[0].rank - b[0].rank || a[0].text.length - b[0].text.length || a[0].text.localeCompare(b[0].text, "en"))
      .slice(0, MOST).map(([each]) => each);
    list.replaceChildren(...options.map(({ thing, detail }, number) => el("li", {
      role: "option", id: `found-${number}`, "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(),
      onclick: () => take(number),
    }, thing.title, el("small", {}, detail))));
    active = -1;
    list.hidden = !options.length;
    box.hidden = false;
    note.textContent = !options.length ? "Nothing found" : exact.length ? "" : "Nothing is written so; similar:";
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
    announce(options.length ? [note.textContent, plural(options.length, "suggestion")].join(" ").trim() : "Nothing found");
  };
  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("focus", suggest);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      else if (options.length) mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + options.length) % options.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      take(Math.max(active, 0));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (box.hidden) input.value = "";
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });
}

function searchDetail(node) {
  if (node.type === "family") return `Job family · ${plural(node.members.length, "role")}`;
  if (node.type === "named") return "Named on pages only";
  const family = nodes[node.family]?.title;
  return [capital(gradeWords(node)), family && family !== node.title ? family : ""].filter(Boolean).join(" · ");
}

/** How well all words are found, at the start of words at best; 0 if one is missing. */
function matching(text, words) {
  let worth = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    const begins = at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]) || new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u").test(text);
    worth += begins ? 2 : 1;
  }
  if (text === words.join(" ")) worth += 4;
  else if (text.startsWith(words[0])) worth += 1;
  return worth;
}

/** The same for words with slips of the pen: how little they differ from words of the text; 0 if one differs too much. */
function resembling(text, words) {
  const there = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let worth = 1;
  for (const word of words) {
    const slips = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    const least = Math.min(...there.map((each) => Math.min(distance(word, each), distance(word, each.slice(0, word.length)) + 0.5)));
    if (least > slips + 0.5) return 0;
    worth += 1 / (1 + least);
  }
  return worth;
}

/** Signs to put in, leave out, replace or swap with their neighbour (optimal string alignment). */
function distance(one, other) {
  if (Math.abs(one.length - other.length) > 2) return 9;
  let [last, row] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], last[j - 2] + 1);
    }
    [last, row] = [row, next];
  }
  return row[other.length];
}
