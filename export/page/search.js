// The search box: a combobox with suggestions, after the ARIA authoring practices.

const MOST = 12;
const plainText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function startSearch(choose) {
  const input = byId("search");
  const list = byId("found");
  let options = [];
  let active = -1;
  const searchable = [
    ...nodes.map((node) => ({ thing: node, text: plainText(node.title), detail: searchDetail(node), rank: ["role", "family", "named"].indexOf(node.type) })),
    ...skills.map((thing) => ({ thing, text: plainText(thing.title), detail: `Skill · ${plural(thing.askers.length, "role")}`, rank: 3 })),
    ...indicators.map((thing) => ({ thing, text: plainText(thing.title), detail: "Performance indicator", rank: 3 })),
  ];

  const close = () => {
    list.hidden = true;
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
    options = searchable.map((each) => [each, matching(each.text, words)]).filter(([, worth]) => worth > 0)
      .sort((a, b) => b[1] - a[1] || a[0].rank - b[0].rank || a[0].text.length - b[0].text.length || a[0].text.localeCompare(b[0].text, "en"))
      .slice(0, MOST).map(([each]) => each);
    list.replaceChildren(...options.map(({ thing, detail }, number) => el("li", {
      role: "option", id: `found-${number}`, "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(),
      onclick: () => take(number),
    }, thing.title, el("small", {}, detail))));
    active = -1;
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
    announce(options.length ? plural(options.length, "suggestion") : "Nothing found");
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
      if (list.hidden) input.value = "";
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
