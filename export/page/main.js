// What is looked at, kept in the address so that it can be shared, and what people do.

const STANDARD = { stated: true, inferred: true, suggested: false };
const NO_FILTER = { dept: "", track: "", low: "", high: "" };
const SAME = "Start and end are the same.";
const partHasFamilies = data.opening === "families";
const partScope = () => ({ kind: partHasFamilies ? "families" : "roles" });

const app = {
  state: {
    scope: partScope(), chosen: null, cursor: null, table: false, unknown: [], pathFrom: null, pathTo: null, way: null, routes: null, route: 0,
    evidence: { ...STANDARD }, filters: { ...NO_FILTER }, layers: { skills: false, indicators: false },
  },
  scene: null,
  lastScope: partScope(), // where to be when there is no way to show
  picture: null,
  drawn: "",

  // What people can do; each ends in a new state.

  /** A node, skill or indicator, from wherever it was named: open what it is in, and choose it. */
  go(thing) {
    const { state } = this;
    if (thing.type === "family") this.openFamily(thing);
    else if (thing.type === "skill" || thing.type === "indicator") {
      const scope = state.scope.kind === "families" ? { kind: "roles" } : state.scope;
      this.set({ chosen: thing, scope, layers: { ...state.layers, [`${thing.type}s`]: true } }, { reveal: true });
    } else {
      const listed = state.table && state.scope.kind === "families" && shown(thing, state);
      const there = listed || (this.scene.byKey.has(thing.id) && state.scope.kind !== "families");
      this.set({ chosen: thing, scope: there ? state.scope : this.homeOf(thing) }, { reveal: true });
    }
  },

  homeOf(node) {
    if (!partHasFamilies && node.x !== undefined) return { kind: "roles" };
    return nodes[node.family] ? { kind: "family", node: nodes[node.family] } : { kind: "near", node };
  },

  choose(thing) {
    if (thing.type === "family" && this.state.scope.kind !== "families") {
      if (this.state.scope.node === thing) this.set({ chosen: thing });
      else this.openFamily(thing);
    } else this.go(thing);
  },

  openFamily(family) {
    this.set({ scope: { kind: "family", node: family }, chosen: null, cursor: family.id });
  },

  openDepartment(department) {
    this.set({ scope: { kind: "department", department }, chosen: null, cursor: null });
  },

  openNear(role) {
    this.set({ scope: { kind: "near", node: role }, chosen: role, cursor: role.id });
  },

  setPath(from, to) {
    const changes = { pathFrom: from, pathTo: to, route: 0 };
    if (from && to && from !== to) Object.assign(changes, { scope: { kind: "path" }, chosen: null, cursor: null });
    else if (this.state.scope.kind === "path") changes.scope = partScope();
    this.set(changes);
    if (from && to && from === to) announce(SAME);
    else if (from && to) announce(this.state.way ? `Path of ${plural(this.state.way.length - 1, "step")}` : "No way on the moves shown");
  },

  showRoute(number) {
    this.set({ route: number, chosen: null });
  },

  back() {
    const { state } = this;
    if (state.chosen) this.set({ chosen: null });
    else if (state.scope.kind === "path" && !(data.routes.length && state.routes)) this.setPath(null, null);
    else this.overview();
  },

  overview() {
    const opening = data.routes.length ? openingState() : { scope: partScope() };
    this.set({ chosen: null, cursor: this.state.scope.node?.id ?? null, ...opening });
  },

  // From state to page.

  set(changes, options = {}) {
    const held = document.activeElement;
    const region = held?.closest("#panel, #tables, #crumbs");
    Object.assign(this.state, { unknown: [] }, changes);
    const { state } = this;
    this.findWay();
    if (state.chosen && state.chosen.id !== undefined && state.chosen.type !== "edge") state.cursor = state.chosen.key ?? state.chosen.id;
    this.show(options);
    this.keepAddress();
    if (region && !held.isConnected) keepFocus(region, held);
  },

  findWay() {
    const { state } = this;
    const { pathFrom, pathTo } = state;
    state.way = null;
    state.routes = null;
    if (!pathFrom || !pathTo || pathFrom === pathTo) return;
    const [start, end] = data.about.map((id) => nodes[id]);
    if (data.routes.length && start === pathFrom && end === pathTo && state.evidence.stated && state.evidence.inferred) {
      state.routes = data.routes;
      state.route = Math.min(state.route, data.routes.length - 1);
      state.way = data.routes[state.route].nodes.map((id) => nodes[id]);
    } else state.way = bestWay(pathFrom, pathTo, state.evidence);
  },

  show({ reveal = false } = {}) {
    const { state } = this;
    if (state.scope.kind === "path" && !state.way) state.scope = this.lastScope;
    if (state.scope.kind !== "path") this.lastScope = state.scope;
    const { scope } = state;
    const which = JSON.stringify([scope.kind, scope.node?.id, scope.department, state.filters, state.evidence, state.layers,
      scope.kind === "path" ? [state.way.map((node) => node.id), Boolean(state.routes)] : 0, layerChoice(state)]);
    const fresh = which !== this.drawn;
    const elsewhere = fresh && JSON.stringify([scope.kind, scope.node?.id, scope.department, scope.kind === "path" ? which : 0]) !== this.where;
    if (fresh) {
      this.scene = sceneOf(state);
      this.scene.reading = readingOrder(this.scene, state);
      this.drawn = which;
      this.where = JSON.stringify([scope.kind, scope.node?.id, scope.department, scope.kind === "path" ? which : 0]);
    }
    if (state.cursor !== null && !this.scene.byKey.has(state.cursor)) state.cursor = null;
    byId("picture").hidden = state.table;
    byId("tables").hidden = !state.table;
    const look = lookOf(state, this.scene);
    if (fresh) {
      Object.assign(this.picture.look, look);
      this.picture.load(this.scene, state.evidence);
      this.picture.resized();
      renderStops(this.scene);
      renderLegend(this.scene);
    }
    this.picture.dress(look);
    if (elsewhere) {
      this.picture.fit();
      const item = this.scene.byKey.get(state.cursor ?? scope.node?.id);
      const around = scope.kind === "family" || scope.kind === "near" || scope.kind === "path" || (scope.kind === "roles" && data.hops > 1 && item?.node === state.chosen);
      if (this.picture.network.getScale() < 0.5 && around && item) this.picture.reveal(item, { centre: true });
    } else if (fresh && this.picture.fitted) this.picture.fit(); // with a layer or filter, it is another picture
    if (reveal && state.cursor !== null) this.picture.reveal(this.scene.byKey.get(state.cursor), { centre: true });
    if (state.table) {
      renderTables(state, this.scene);
      if (reveal) byId("tables").querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
    }
    renderPanel(state);
    renderFrame(state, this.scene);
  },

  // The address.

  keepAddress() {
    const { state } = this;
    const { scope } = state;
    const params = new URLSearchParams();
    const usual = partScope();
    if (scope.kind !== usual.kind || (scope.kind === "families" && state.chosen?.out)) {
      const id = scope.node ? `:${scope.node.short}` : scope.department !== undefined ? `:${data.departmentIds[scope.department] ?? ""}` : "";
      params.set("view", scope.kind + id);
    }
    if (state.chosen?.type === "skill" || state.chosen?.type === "indicator") params.set(state.chosen.type, state.chosen.title);
    else if (state.chosen && state.chosen.type !== "edge") params.set("role", state.chosen.short);
    if (state.pathFrom) params.set("from", state.pathFrom.short);
    if (state.pathTo) params.set("to", state.pathTo.short);
    if (state.route) params.set("route", String(state.route + 1));
    for (const [name, value] of Object.entries(state.filters)) {
      if (value !== "") params.set(name, name === "dept" ? data.departmentIds[value] : value);
    }
    const chosen = BASES.filter((basis) => state.evidence[basis]);
    if (BASES.some((basis) => state.evidence[basis] !== STANDARD[basis])) params.set("moves", chosen.join(","));
    const layers = Object.keys(state.layers).filter((name) => state.layers[name]);
    if (layers.length) params.set("show", layers.join(","));
    if (state.table) params.set("table", "1");
    const text = params.toString().replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%23/g, "~");
    if (text !== location.hash.slice(1)) {
      this.written = text;
      location.hash = text;
    }
  },

  readAddress() {
    const params = new URLSearchParams(location.hash.slice(1).replace(/~/g, "%23"));
    const unknown = [];
    const known = (name, found) => {
      if (params.get(name) && !found) unknown.push(params.get(name).split("#").at(-1));
      return found;
    };
    const node = (name) => byShort.get(params.get(name)) ?? null;
    const titled = (name, things) => known(name, things.find((thing) => thing.title === params.get(name)) ?? null);
    const { state } = this;
    const opening = openingState();
    const chosen = known("role", node("role")) ?? titled("skill", skills) ?? titled("indicator", indicators);
    const ends = [known("from", node("from")), known("to", node("to"))];
    const joined = ends[0] && ends[1] && ends[0] !== ends[1];
    const [kind, ...rest] = (params.get("view") ?? "").split(":");
    const id = rest.join(":");
    let scope = null;
    if (kind === "families" || kind === "roles") scope = { kind };
    else if (kind === "department" && (!id || data.departmentIds.includes(id))) scope = { kind, department: data.departmentIds.indexOf(id) };
    else if ((kind === "family" || kind === "near") && byShort.has(id)) scope = { kind: byShort.get(id).type === "family" ? "family" : "near", node: byShort.get(id) };
    else if (kind === "path" && joined) scope = { kind };
    else if (id) unknown.push(id);
    const plain = !location.hash.slice(1);
    if (!scope) scope = plain ? opening.scope : chosen?.type === "role" || chosen?.type === "named" ? this.homeOf(chosen) : chosen?.type === "family" ? { kind: "family", node: chosen } : joined ? { kind: "path" } : opening.scope;
    const list = (name) => (params.get(name) ?? "").split(",");
    const dept = data.departmentIds.indexOf(params.get("dept"));
    const number = (name) => (ranks.includes(Number(params.get(name) || NaN)) ? params.get(name) : "");
    Object.assign(state, {
      scope, chosen, unknown,
      cursor: chosen ? chosen.key ?? chosen.id : plain ? opening.cursor ?? null : state.cursor,
      pathFrom: plain ? opening.pathFrom ?? null : ends[0],
      pathTo: plain ? opening.pathTo ?? null : ends[1],
      route: Math.max(0, (Number(params.get("route")) || 1) - 1),
      table: params.get("table") === "1",
      evidence: params.has("moves") ? Object.fromEntries(BASES.map((basis) => [basis, list("moves").includes(basis)])) : { ...STANDARD, ...opening.evidence },
      layers: { skills: list("show").includes("skills"), indicators: list("show").includes("indicators"), ...(plain ? opening.layers : {}) },
      filters: { dept: dept < 0 ? "" : String(dept), track: ["ic", "manager"].includes(params.get("track")) ? params.get("track") : "", low: number("low"), high: number("high") },
    });
    if (plain && opening.chosen) state.chosen = opening.chosen;
    this.findWay();
    this.show({ reveal: Boolean(chosen) });
  },
};

/** What had the focus was drawn anew: the focus goes to the same again, or to the part of the page that it was in. */
function keepFocus(region, held) {
  const same = [...region.querySelectorAll("button, a")].find((each) => each.textContent === held.textContent && each.dataset.node === held.dataset.node);
  const next = same ?? (region.id === "crumbs" ? region.querySelector("button") : region);
  next?.focus();
  if (region.id === "tables") announce(`${byId("panel").querySelector("h2").textContent}. Details are in the panel.`);
}

/** How the page opens where the address says nothing. */
function openingState() {
  const [first, second] = data.about.map((id) => nodes[id]);
  if (data.routes.length) {
    const suggested = data.routes.some((route) => stepsOf(route.nodes.map((id) => nodes[id])).some((edge) => edge?.moves[0].basis === "suggested"));
    return { scope: { kind: "path" }, pathFrom: first, pathTo: second, evidence: suggested ? { suggested: true } : {} };
  }
  if (data.skill >= 0) return { scope: partScope(), chosen: skills[data.skill] };
  if (first?.type === "family" && data.about.length === 1) return { scope: { kind: "family", node: first }, cursor: first.id };
  if (first) return { scope: data.hops === 1 ? { kind: "near", node: first } : partScope(), chosen: first, cursor: first.id };
  return { scope: partScope() };
}

const layerChoice = (state) => ((state.chosen?.type === "skill" || state.chosen?.type === "indicator") ? state.chosen.key : 0);

/** Which nodes and lines stand out. */
function lookOf(state, scene) {
  const { chosen } = state;
  const look = { chosen: null, strong: new Set(), near: null, cursor: state.focused ? state.cursor : null };
  if (state.scope.kind === "families") return look;
  if (chosen?.type === "edge") {
    look.strong.add(chosen.edge.id);
    look.near = new Set([chosen.edge.from.id, chosen.edge.to.id]);
  } else if (chosen?.type === "skill" || chosen?.type === "indicator") {
    look.chosen = chosen.key;
    look.near = new Set([chosen.key, ...chosen.askers.map((node) => node.id), ...scene.items.filter((item) => item.kind === "head").map((item) => item.key)]);
  } else if (chosen && chosen.type !== "family" && scene.byKey.has(chosen.id)) {
    look.chosen = chosen.id;
    look.near = new Set([chosen.id]);
    for (const edge of [...chosen.out, ...chosen.in]) {
      if (!edge.moves.some((move) => state.evidence[move.basis])) continue;
      look.strong.add(edge.id);
      look.near.add(edge.from.id);
      look.near.add(edge.to.id);
    }
    for (const item of scene.items) {
      if (item.kind === "head" || ((item.kind === "skill" || item.kind === "indicator") && item.node.askers.includes(chosen))) look.near.add(item.key);
    }
  } else if (state.way && (state.scope.kind === "path" || state.scope.kind === "roles")) {
    for (const edge of stepsOf(state.way)) if (edge) look.strong.add(edge.id);
    look.near = new Set([...state.way.map((node) => node.id), ...scene.items.filter((item) => item.kind === "head").map((item) => item.key)]);
  } else if (state.scope.node?.type === "family" || (data.focus.length && state.scope.kind === "roles" && data.about.length)) return look;
  return look;
}

/** One button for each node, in reading order: what the keyboard and screen readers go along. */
function renderStops(scene) {
  const list = byId("stops");
  const held = list.contains(document.activeElement);
  const some = scene.reading.length > 800 ? scene.reading.slice(0, 800) : scene.reading;
  list.replaceChildren(...some.map((item) => el("li", {}, el("button", { type: "button", "data-key": String(item.key) }, stopWords(item)))));
  if (held) focusStop(app.state.cursor ?? some[0]?.key);
}

function stopWords(item) {
  const { node, kind } = item;
  if (kind === "card" || kind === "head") return `${node.title}, job family, ${cardWords(node)}`;
  if (kind === "skill" || kind === "indicator") return `${node.title}, ${kind}, ${plural(item.count, "role")}`;
  return [node.title, node.type === "named" ? "on no page" : gradeWords(node), node.track].filter(Boolean).join(", ");
}

function focusStop(key) {
  const button = byId("stops").querySelector(`[data-key="${CSS.escape(String(key))}"]`);
  button?.focus();
  return Boolean(button);
}

/** Title, counts, trail, and the state of all controls. */
function renderFrame(state, scene) {
  const { scope } = state;
  const titles = { families: "Job families", roles: data.title, department: departmentName(scope.department ?? -1), path: "Path" };
  const here = titles[scope.kind] ?? scope.node?.title ?? "";
  const total = `${plural(roles.length, "role")} in ${plural(families.length, "job family", "job families")}`;
  byId("title").textContent = partHasFamilies ? "Career paths" : data.title;
  byId("counts").textContent = total;
  const crumb = (text, action) => el("li", {}, action ? el("button", { type: "button", class: "link", onclick: action }, text) : el("span", { "aria-current": "page" }, text));
  const trail = [];
  const home = partHasFamilies ? "Job families" : "Overview";
  if (scope.kind === partScope().kind) trail.push(crumb(home));
  else {
    trail.push(crumb(home, () => app.set({ scope: partScope(), chosen: null })));
    const family = scope.node?.type === "family" ? scope.node : nodes[scope.node?.family];
    if (family && family.department >= 0) trail.push(crumb(departmentName(family.department), () => app.openDepartment(family.department)));
    if (family && scope.kind === "near") trail.push(crumb(family.title, () => app.openFamily(family)));
    trail.push(crumb(scope.kind === "near" ? `Around ${here}` : here));
  }
  if (scope.kind === "families") trail.push(el("li", {}, el("button", { type: "button", class: "link", onclick: () => app.set({ scope: { kind: "roles" }, chosen: null }) }, "All roles on one map")));
  byId("crumbs").replaceChildren(...trail);
  byId("as-picture").setAttribute("aria-pressed", String(!state.table));
  byId("as-table").setAttribute("aria-pressed", String(state.table));
  for (const box of byId("evidence").querySelectorAll("input")) box.checked = state.evidence[box.name];
  for (const box of byId("layers").querySelectorAll("input")) box.checked = state.layers[box.name];
  byId("layers").hidden = scope.kind === "families";
  for (const [name, value] of Object.entries(state.filters)) byId("filter-form").elements[name].value = value;
  const count = Object.values(state.filters).filter((value) => value !== "").length;
  byId("filtered").textContent = count ? ` (${count})` : "";
  byId("empty").hidden = scene.items.some((item) => item.kind !== "head");
  byId("empty").textContent = filtering(state) ? "Nothing here fits the filters." : "Nothing to show here.";
  document.title = `${state.chosen?.title ?? here} – careers`;
}

/** What the signs of this picture mean. */
function renderLegend(scene) {
  const line = (dash, colour = "currentColor") => drawing(30, 10, ["line", { x1: 1, y1: 5, x2: 29, y2: 5, stroke: colour, "stroke-width": 2, "stroke-dasharray": dash }]);
  const tip = (name, path) => drawing(30, 12, ["line", { x1: 1, y1: 6, x2: 20, y2: 6, stroke: `var(--${name})`, "stroke-width": 2 }], ["path", { d: path, fill: name === "lateral" ? "none" : `var(--${name})`, stroke: `var(--${name})`, "stroke-width": 1.8 }]);
  const shape = (name, radius, more = []) => drawing(30, 14, ["rect", { x: 1, y: 1, width: 28, height: 12, rx: radius, fill: `var(--${name}-fill)`, stroke: `var(--${name}-line)`, "stroke-width": 1.6, ...(name === "named" ? { "stroke-dasharray": "4 3" } : {}) }], ...more);
  const marks = (name, x) => drawing(12, 14, ...[1, 5.5, 10].map((y) => ["rect", { x, y, width: 7, height: 2.8, fill: `var(--${name}-line)` }]));
  const entry = (picture, text) => el("span", {}, picture, text);
  byId("legend").replaceChildren(...(scene.blocks.length ? [
    entry(shape("card", 4), "job family"),
    el("span", {}, "Marks, by height: the grades of its roles, lowest to highest"),
    entry(marks("ic", 1), "individual contributor, left"),
    entry(marks("manager", 4), "manager, right"),
    entry(line("none", "var(--accent)"), "stated"), entry(line("6 4", "var(--accent)"), "or inferred moves, of the card pointed at"),
  ] : [
    entry(shape("ic", 6), "individual contributor"),
    entry(shape("manager", 0, [["rect", { x: 1, y: 1, width: 4, height: 12, fill: "var(--manager-line)" }]]), "manager"),
    entry(shape("named", 3), "grade or page missing"),
    entry(line("none"), "stated"), entry(line("6 4"), "inferred"), entry(line("1.5 4"), "suggested"),
    entry(tip("promotion", "M20 1.5 L29 6 L20 10.5 Z"), "promotion"),
    entry(tip("lateral", "M19 1 L28 6 L19 11"), "lateral"),
    entry(tip("track", "M18 6 L23.5 1.5 L29 6 L23.5 10.5 Z"), "change of track"),
    entry(tip("family", "M18 1 L29 6 L18 11 L22 6 Z"), "next family"),
    scene.shelves.length > 1 ? el("span", {}, "Moves between blocks appear when a role is chosen.") : "",
  ].filter(Boolean)));
}

/** Where an arrow key leads from an item: up and down along moves, left and right to what is beside it. */
function neighbour(item, key) {
  const { scene, state } = app;
  const along = key === "ArrowUp" || key === "ArrowDown";
  if (along && state.scope.kind !== "families" && item.node.out) {
    const way = key === "ArrowUp" ? "to" : "from";
    const lines = (key === "ArrowUp" ? item.node.out : item.node.in).filter((edge) => scene.edges.includes(edge));
    const rank = (edge) => [state.way && state.way.includes(edge[way]) ? 0 : 1, edge[way].family === item.node.family ? 0 : 1, edge.moves[0].effort];
    lines.sort((a, b) => rank(a).map((part, place) => part - rank(b)[place]).find(Boolean) ?? 0);
    if (lines.length) return scene.byKey.get(lines[0][way].id);
    if (item.kind !== "head") return null;
  }
  const [dx, dy] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  let best = null;
  let least = Infinity;
  for (const other of scene.items) {
    const ahead = (other.x - item.x) * dx + (other.y - item.y) * dy;
    const aside = Math.abs((other.x - item.x) * dy) + Math.abs((other.y - item.y) * dx);
    if (other === item || ahead < 8 || aside > ahead * 2 + (dx ? 20 : 90)) continue;
    const far = ahead + aside * 4;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

function start() {
  const picture = new Picture(byId("canvas"), {
    choose: (item) => app.choose(item.node),
    chooseEdge: (edge) => app.set({ chosen: { type: "edge", edge, title: `${edge.from.title} → ${edge.to.title}` } }),
    chooseNothing: () => app.state.chosen && app.set({ chosen: null }),
    openDepartment: (number) => app.openDepartment(number),
    hover: (what, at) => {
      const hint = byId("hint");
      hint.hidden = !what;
      if (!what) return;
      hint.textContent = what.node ? stopWords(what) : `${what.from.title} → ${what.to.title}: ${what.moves.map((move) => `${move.kind}, ${move.basis}`).join("; ")}`;
      const wide = byId("picture").clientWidth;
      hint.style.left = `${Math.max(4, Math.min(at.x + 14, wide - Math.min(300, hint.offsetWidth) - 6))}px`;
      hint.style.top = `${at.y + 18}px`;
    },
  });
  app.picture = picture;

  const form = byId("filter-form");
  const departments = [...new Set(roles.map((node) => node.department))].filter((number) => number >= 0).sort((a, b) => departmentName(a).localeCompare(departmentName(b), "en"));
  form.elements.dept.append(el("option", { value: "" }, "All"), ...departments.map((number) => el("option", { value: String(number) }, departmentName(number))));
  for (const name of ["low", "high"]) form.elements[name].append(el("option", { value: "" }, "any"), ...ranks.map((rank) => el("option", { value: String(rank) }, String(rank))));
  form.addEventListener("change", () => app.set({ filters: Object.fromEntries(Object.keys(NO_FILTER).map((name) => [name, form.elements[name].value])) }));
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    app.set({ filters: { ...NO_FILTER } });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("evidence").addEventListener("change", (event) => app.set({ evidence: { ...app.state.evidence, [event.target.name]: event.target.checked } }));
  byId("layers").addEventListener("change", (event) => app.set({ layers: { ...app.state.layers, [event.target.name]: event.target.checked } }));
  byId("as-picture").addEventListener("click", () => {
    app.set({ table: false });
    if (app.state.scope.kind === "families" && app.state.chosen) app.go(app.state.chosen);
  });
  byId("as-table").addEventListener("click", () => app.set({ table: true }));
  byId("skip").addEventListener("click", () => {
    app.set({ table: true });
    byId("tables").focus();
  });
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.35));
  byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.35));
  byId("fit").addEventListener("click", () => picture.fit());
  document.addEventListener("click", (event) => {
    if (!byId("filters").contains(event.target)) byId("filters").open = false;
  });
  startSearch((thing) => {
    app.go(thing);
    announce(`${thing.title} chosen`);
    if (!app.state.table && !focusStop(app.state.cursor)) byId("panel").focus();
  });

  const stops = byId("stops");
  stops.addEventListener("focusin", (event) => {
    const item = app.scene.byKey.get(keyOf(event.target));
    if (!item) return;
    app.state.cursor = item.key;
    app.state.focused = event.target.matches(":focus-visible");
    picture.dress({ cursor: app.state.focused ? item.key : null });
    picture.reveal(item);
    picture.follow(item, event.target);
  });
  stops.addEventListener("focusout", () => {
    app.state.focused = false;
    picture.follow(null);
    picture.dress({ cursor: null });
  });
  stops.addEventListener("click", (event) => {
    const item = app.scene.byKey.get(keyOf(event.target));
    if (!item) return;
    if (app.state.chosen === item.node) {
      byId("panel").focus();
      return;
    }
    app.choose(item.node);
    announce(`${item.node.title}. Details are in the panel; Enter again goes there.`);
  });
  stops.addEventListener("keydown", (event) => {
    const item = app.scene.byKey.get(keyOf(event.target));
    if (!item) return;
    const all = app.scene.reading;
    const next = event.key.startsWith("Arrow") ? neighbour(item, event.key) : event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    if (next) focusStop(next.key);
    else announce({ ArrowUp: "No next step", ArrowDown: "No step before" }[event.key] ?? "Nothing further");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const inside = document.activeElement;
    if (byId("filters").open) {
      byId("filters").open = false;
      byId("filters").querySelector("summary").focus();
      return;
    }
    app.back();
    if (byId("panel").contains(inside) || inside === document.body) focusStop(app.state.cursor);
  });

  startThemes(picture);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== app.written) {
      const held = byId("stops").contains(document.activeElement);
      app.readAddress();
      if (held && !focusStop(app.state.cursor)) byId("panel").focus();
      announce(byId("panel").querySelector("h2").textContent);
    }
    app.written = null;
  });
  app.readAddress();
}

const keyOf = (element) => {
  const key = element.dataset?.key;
  return key === undefined ? null : /^\d+$/.test(key) ? Number(key) : key;
};

/** Light, dark, or as the system has it; kept where the browser lets a file keep anything. */
function startThemes(picture) {
  const button = byId("theme");
  const names = ["auto", "light", "dark"];
  let theme = "auto";
  try {
    theme = names.includes(localStorage.getItem("careergraph-theme")) ? localStorage.getItem("careergraph-theme") : "auto";
  } catch { /* a sandboxed frame has no storage */ }
  const apply = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
    if (picture.network) picture.recolour();
    else picture.readColours();
  };
  button.addEventListener("click", () => {
    theme = names[(names.indexOf(theme) + 1) % names.length];
    try {
      localStorage.setItem("careergraph-theme", theme);
    } catch { /* as above */ }
    apply();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.recolour());
  let before = null;
  matchMedia("print").addEventListener("change", ({ matches }) => { // on paper, all of the picture
    const { network } = picture;
    if (matches) {
      before = { position: network.getViewPosition(), scale: network.getScale(), fitted: picture.fitted };
      picture.resized();
      picture.fit();
    } else if (before) {
      picture.resized();
      network.moveTo({ position: before.position, scale: before.scale, animation: false });
      picture.fitted = before.fitted;
    }
    picture.recolour();
  });
  apply();
}

start();
