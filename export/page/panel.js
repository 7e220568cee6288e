// What is told beside the picture.

/** A button that leads to a node. */
const leading = (node, text = node.title) => el("button", { type: "button", class: "link", "data-node": node.id, onclick: () => app.go(node) }, text);

function renderPanel(state) {
  const panel = byId("panel");
  const { chosen, scope } = state;
  const parts = [];
  if (state.unknown.length) parts.push(el("p", { role: "alert", class: "lost" }, `The address names what this page does not hold: ${state.unknown.join(", ")}.`));
  if (state.pathFrom || state.pathTo) parts.push(pathBar(state));
  if (chosen?.type === "edge") parts.push(...aboutEdge(chosen.edge));
  else if (chosen?.type === "skill" || chosen?.type === "indicator") parts.push(...aboutAsked(chosen));
  else if (chosen?.type === "family") parts.push(...aboutFamily(chosen));
  else if (chosen) parts.push(...aboutRole(chosen, state));
  else if (scope.kind === "path" && state.way) parts.push(...aboutWay(state));
  else if (scope.node?.type === "family") parts.push(...aboutFamily(scope.node));
  else if (scope.kind === "department") parts.push(...aboutDepartment(scope.department));
  else parts.push(...aboutAll());
  panel.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  panel.scrollTop = 0;
}

function fact(list, name, ...value) {
  if (value.flat().some((part) => part !== "" && part !== null && part !== undefined)) list.append(el("dt", {}, name), el("dd", {}, ...value));
}

function aboutAll() {
  const stated = moves.filter((move) => move.basis === "stated").length;
  const inferred = moves.filter((move) => move.basis === "inferred").length;
  const departments = [...new Set(families.map((node) => node.department))].map((number) => [number, families.filter((node) => node.department === number)])
    .sort((a, b) => (a[0] < 0) - (b[0] < 0) || b[1].length - a[1].length);
  return [
    el("h2", {}, data.title),
    data.skill >= 0 ? el("p", {}, `The roles whose pages name this skill.`) : "",
    el("p", {}, `${capital(plural(stated, "move is", "moves are"))} stated on a page; ${plural(inferred, "is", "are")} inferred by a rule. Each cites its page and line.`),
    el("h3", {}, "How to read it"),
    el("ul", {}, [
      data.opening === "families" ? "A card is a job family; choose it to open its ladder. The marks on it show the grades of its roles." : null,
      "In a ladder, higher up means a higher grade. Arrows are moves from role to role.",
      "Choose a role for what it asks, where it leads, and the lines of the pages that say so.",
      "Two roles chosen as start and end of a path show the way of least effort between them.",
      "With the keyboard: Tab goes from one to the next, ↑ ↓ along moves, ← → to neighbours, Enter opens, Esc goes back.",
    ].filter(Boolean).map((text) => el("li", {}, text))),
    departments.length > 1 ? [
      el("h3", {}, "Departments"),
      el("ul", { class: "plain" }, departments.map(([number, those]) => el("li", {},
        el("button", { type: "button", class: "link", onclick: () => app.openDepartment(number) }, departmentName(number)),
        ` ${plural(those.length, "family", "families")}, ${plural(those.reduce((sum, node) => sum + node.members.length, 0), "role")}`))),
    ] : "",
  ];
}

function aboutDepartment(number) {
  const those = families.filter((node) => node.department === number);
  return [
    el("h2", {}, departmentName(number)),
    el("p", { class: "kind" }, `Department · ${plural(those.length, "job family", "job families")}`),
    el("ul", { class: "plain" }, those.map((node) => el("li", {}, leading(node), ` ${cardWords(node)}`))),
  ];
}

function aboutFamily(family) {
  const own = new Set([family, ...family.members]);
  const out = [...own].flatMap((node) => node.out).filter((edge) => !own.has(edge.to));
  const into = [...own].flatMap((node) => node.in).filter((edge) => !own.has(edge.from));
  const facts = el("dl");
  if (family.department >= 0) fact(facts, "Department", el("button", { type: "button", class: "link", onclick: () => app.openDepartment(family.department) }, departmentName(family.department)));
  fact(facts, "Page", sources(family.lines));
  return [
    el("h2", {}, family.title),
    el("p", { class: "kind" }, `Job family · ${cardWords(family)}`),
    facts,
    el("h3", {}, "Roles ", el("span", { class: "count" }, String(family.members.length))),
    el("ul", { class: "plain" }, [...family.members].sort((a, b) => b.row - a.row || a.lane - b.lane).map((role) => el("li", {}, leading(role), el("div", { class: "note" }, roleLine(role))))),
    movesPart("Leads to other families", out, "to", true),
    movesPart("Comes from other families", into, "from", true),
    requirementsPart("Requirements of all roles", family.requirements, family),
    askedPart("Performance indicators", family.indicators.map((number) => ({ thing: indicators[number] }))),
  ];
}

const roleLine = (role) => [capital(gradeWords(role)), role.track].filter(Boolean).join(" · ");

function aboutRole(role, state) {
  const named = role.type === "named";
  const facts = el("dl");
  if (!named) fact(facts, "Grade", role.grades.length ? role.grades.join(", ") : capital(gradeWords(role)));
  if (nodes[role.family]) fact(facts, "Job family", leading(nodes[role.family]));
  if (role.department >= 0) fact(facts, "Department", el("button", { type: "button", class: "link", onclick: () => app.openDepartment(role.department) }, departmentName(role.department)));
  if (role.superiors.length) fact(facts, "Reports to", role.superiors.map(([number, name], place) => [place ? ", " : "", nodes[number] ? leading(nodes[number], name) : name]));
  if (role.duties) fact(facts, "Duties", plural(role.duties, "responsibility", "responsibilities"), " on its pages");
  fact(facts, "Source", sources(role.lines));
  return [
    el("h2", {}, role.title),
    el("p", { class: "kind" }, named ? "Named on pages, but described by none" : ["Role", role.track].filter(Boolean).join(" · ")),
    facts,
    !named && !shown(role, state) ? el("p", { class: "lost" }, "The filters leave it out of the picture. ",
      el("button", { type: "button", class: "link", onclick: () => app.set({ filters: { ...NO_FILTER } }, { reveal: true }) }, "Clear filters")) : "",
    el("div", { class: "actions" },
      el("button", { type: "button", onclick: () => app.setPath(role, state.pathTo) }, "Path from here"),
      el("button", { type: "button", onclick: () => app.setPath(state.pathFrom, role) }, "Path to here"),
      state.scope.kind !== "near" && !named ? el("button", { type: "button", onclick: () => app.openNear(role) }, "Around it") : ""),
    movesPart("Leads to", role.out, "to"),
    movesPart("Comes from", role.in, "from"),
    requirementsPart("Requirements", role.requirements, role, true),
    requirementsPart("Nice to have", role.niceToHave, role),
    askedPart("Skills", role.skills.map(({ skill, strength }) => ({ thing: skills[skill], strength }))),
    askedPart("Performance indicators", role.indicators.map((number) => ({ thing: indicators[number] }))),
  ];
}

/** Moves by the other end; "both" names the end inside, too. */
function movesPart(title, some, end, both = false) {
  const visible = some.map((edge) => [edge, edge.moves.filter((move) => app.state.evidence[move.basis])]).filter(([, those]) => those.length);
  const entries = visible.sort((a, b) => BASES.indexOf(a[1][0].basis) - BASES.indexOf(b[1][0].basis) || a[1][0].effort - b[1][0].effort);
  const hidden = some.length - visible.length;
  return [
    el("h3", {}, `${title} `, el("span", { class: "count" }, String(visible.length))),
    entries.length ? el("ul", { class: "plain" }, entries.map(([edge, those]) => el("li", {}, leading(edge[end]), both ? el("span", { class: "note" }, end === "to" ? ` from ${edge.from.title}` : ` to ${edge.to.title}`) : "",
      those.map(moveWords)))) : el("p", { class: "note" }, hidden ? "Nothing with the evidence chosen above." : "No page says and no rule tells."),
    hidden && entries.length ? el("p", { class: "note" }, `${plural(hidden, "more", "more")} with other evidence.`) : "",
  ];
}

function moveWords(move) {
  const told = [`effort ${units(move.effort)}`];
  if (move.coverage !== null) told.push(`${move.coverage} % of the required skills are there`);
  if (move.down) told.push("leads down");
  return el("div", {},
    el("span", { class: `basis ${move.basis}` }, `${move.kind}, ${move.basis}${move.rule && move.basis === "inferred" ? ` (${move.rule})` : ""}`),
    el("div", { class: "note" }, told.join(" · ")),
    move.sentences.map((sentence) => el("blockquote", {}, sentence)),
    sources(move.lines));
}

function requirementsPart(title, numbers, owner, open = false) {
  if (!numbers.length) return "";
  return el("details", { open }, el("summary", {}, `${title} `, el("span", { class: "count" }, String(numbers.length))),
    el("ul", {}, numbers.map((number) => {
      const item = asItem(number);
      const taken = item.holder !== data.base + owner.short && item.holderName ? `from ${item.holderName}, ` : "";
      return el("li", {}, item.text, item.nested.length ? el("ul", {}, item.nested.map((text) => el("li", {}, text))) : "", el("div", { class: "source" }, taken, source(item, owner.lines[0]?.page)));
    })));
}

function askedPart(title, entries) {
  if (!entries.length) return "";
  const order = (entry) => STRENGTHS.indexOf(entry.strength ?? "required");
  const sorted = [...entries].sort((a, b) => order(a) - order(b) || a.thing.title.localeCompare(b.thing.title, "en"));
  const words = { preferred: " (preferred)", responsibility: " (in its duties)" };
  return el("details", {}, el("summary", {}, `${title} `, el("span", { class: "count" }, String(entries.length))),
    el("ul", { class: "chips" }, sorted.map(({ thing, strength }) => el("li", {},
      el("button", { type: "button", class: strength, onclick: () => app.choose(thing) }, thing.title, words[strength] || "")))));
}

function aboutAsked(thing) {
  const word = thing.type === "skill" ? "Skill" : "Performance indicator";
  const byFamily = new Map();
  for (const role of thing.askers) if (role.type === "role") byFamily.set(role.family, [...(byFamily.get(role.family) || []), role]);
  const count = thing.askers.filter((role) => role.type === "role").length;
  const strength = (role) => role.skills.find(({ skill }) => skill === thing.id)?.strength;
  return [
    el("h2", {}, thing.title),
    el("p", { class: "kind" }, `${word} · ${plural(count, "role")} of ${plural(byFamily.size, "job family", "job families")}`),
    [...byFamily].map(([family, those]) => [
      el("h3", {}, nodes[family]?.title ?? "No job family"),
      el("ul", { class: "plain" }, those.map((role) => el("li", {}, leading(role), el("span", { class: "note" }, ` ${[gradeWords(role), thing.type === "skill" ? strength(role) : ""].filter(Boolean).join(", ")}`)))),
    ]),
  ];
}

function aboutEdge(edge) {
  return [
    el("h2", {}, `${edge.from.title} → ${edge.to.title}`),
    el("p", { class: "kind" }, "Move"),
    el("p", {}, "From ", leading(edge.from), " to ", leading(edge.to)),
    edge.moves.map(moveWords),
  ];
}

function pathBar(state) {
  const { pathFrom, pathTo } = state;
  const facts = el("dl");
  fact(facts, "From", pathFrom ? leading(pathFrom) : "choose a role, then “Path from here”");
  fact(facts, "To", pathTo ? leading(pathTo) : "choose a role, then “Path to here”");
  return el("section", { class: "pathbar", "aria-label": "Path" }, facts,
    pathFrom && pathTo && !state.way ? el("p", { role: "alert" }, pathFrom === pathTo ? SAME : "No way on the moves shown. More kinds of evidence may help.") : "",
    el("div", { class: "actions" },
      pathFrom && pathTo ? el("button", { type: "button", onclick: () => app.setPath(pathTo, pathFrom) }, "Swap") : "",
      pathFrom && pathTo && state.way && (state.chosen || state.scope.kind !== "path") ? el("button", { type: "button", onclick: () => app.setPath(pathFrom, pathTo) }, "Show path") : "",
      el("button", { type: "button", onclick: () => app.setPath(null, null) }, "Clear")));
}

function aboutWay(state) {
  const steps = stepsOf(state.way);
  const taken = steps.map((edge) => takeable(edge, state.evidence)[0] || edge.moves[0]);
  const effort = taken.reduce((sum, move) => sum + move.effort, 0);
  const unstated = taken.filter((move) => move.basis !== "stated").length;
  return [
    state.routes && state.routes.length > 1 ? el("div", { class: "switch", role: "group", "aria-label": "Routes" }, state.routes.map((route, number) =>
      el("button", { type: "button", "aria-pressed": String(number === state.route), onclick: () => app.showRoute(number) }, `Route ${number + 1}`))) : "",
    el("h2", {}, `${state.way[0].title} → ${state.way.at(-1).title}`),
    el("p", { class: "kind" }, `${capital(plural(steps.length, "step"))} · effort ${units(effort)} · ${unstated ? `${unstated} not stated by a page` : "all stated by pages"}`),
    el("ol", { class: "plain" },
      el("li", { class: "step" }, leading(state.way[0]), el("div", { class: "note" }, roleLine(state.way[0]))),
      steps.map((edge, number) => el("li", { class: "step" }, leading(edge.to), el("div", { class: "note" }, roleLine(edge.to)), moveWords(taken[number])))),
  ];
}
