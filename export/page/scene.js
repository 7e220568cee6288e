// What is in the picture: which nodes stand where, for each way of looking at the graph.

/** state.scope → {items, edges, shelves, blocks}; an item is a node (or skill, indicator) with place and size. */
function sceneOf(state) {
  const { kind, node, department } = state.scope;
  const scene = kind === "families" ? familiesScene(state)
    : kind === "roles" ? mapScene(state)
      : kind === "department" ? departmentScene(state, department)
        : kind === "path" ? pathScene(state)
          : kind === "near" ? focusScene(state, nodes[node.family], new Set([node]))
            : focusScene(state, node, new Set([node, ...node.members]));
  if (kind !== "families") addLayers(scene, state);
  scene.byKey = new Map(scene.items.map((item) => [item.key, item]));
  scene.edges = edges.filter((edge) => scene.byKey.has(edge.from.id) && scene.byKey.has(edge.to.id)
    && edge.moves.some((move) => state.evidence[move.basis]));
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (left, top, right, bottom) => {
    box[0] = Math.min(box[0], left);
    box[1] = Math.min(box[1], top);
    box[2] = Math.max(box[2], right);
    box[3] = Math.max(box[3], bottom);
  };
  for (const shelf of scene.shelves) widen(shelf.x[0], shelf.y[0], shelf.x[1], shelf.y[1]);
  for (const item of scene.items) widen(item.x - item.w / 2, item.y - item.h / 2, item.x + item.w / 2, item.y + item.h / 2);
  for (const block of scene.blocks) widen(block.x, block.y, block.x + block.w, block.y + block.h);
  scene.box = scene.items.length ? box : [0, 0, 1, 1];
  return scene;
}

/** Whether a role fits the filters. */
function fits(node, state) {
  const { dept, track, low, high } = state.filters;
  if (dept !== "" && node.department !== Number(dept)) return false;
  if (track && node.track !== (track === "ic" ? TRACKS[1] : TRACKS[2])) return false;
  if (low !== "" && (node.rank === null || node.rank < Number(low))) return false;
  if (high !== "" && (node.rank === null || node.rank > Number(high))) return false;
  return true;
}

const filtering = (state) => Object.values(state.filters).some((value) => value !== "");
const shown = (node, state) => !filtering(state) || (node.type === "family" ? node.members.some((role) => fits(role, state)) : fits(node, state));

const asRole = (node, x, y) => ({ key: node.id, node, kind: node.type === "family" ? "card" : node.type, x, y, w: SIZE.box[0], h: SIZE.box[1] });
const asHead = (node, x, y, width, h = 118) => ({ key: node.id, node, kind: "head", x, y, w: width - 12, h });

function familiesScene(state) {
  const items = families.filter((node) => shown(node, state) && data.cards[node.id]).map((node) => {
    const [x, y] = data.cards[node.id];
    return { key: node.id, node, kind: "card", x, y, w: SIZE.card[0], h: SIZE.card[1] };
  });
  const used = new Set(items.map((item) => item.node.department));
  return { items, shelves: [], blocks: data.blocks.filter((block) => used.has(block.d)) };
}

/** Nodes at places that they were given: of all, or of a department by itself. */
function placedScene(state, places, given) {
  const widths = new Map(given.flatMap((shelf) => shelf.columns.map(([family, , width]) => [family, width])));
  const items = places.filter(([node]) => shown(node, state))
    .map(([node, x, y]) => (node.type === "family" ? asHead(node, x, y, widths.get(node.id)) : asRole(node, x, y)));
  const holds = (shelf, item) => item.x >= shelf.x[0] && item.x <= shelf.x[1] && item.y >= shelf.y[0] && item.y <= shelf.y[1];
  const shelves = given.filter((shelf) => items.some((item) => item.kind !== "head" && holds(shelf, item)));
  for (const item of items) item.shelf = shelves.findIndex((shelf) => holds(shelf, item));
  return { items: items.filter((item) => item.shelf >= 0), shelves, blocks: [] };
}

const mapScene = (state) => placedScene(state, nodes.filter((node) => node.x !== undefined).map((node) => [node, node.x, node.y]), data.shelves);

function departmentScene(state, department) {
  const own = data.departmentLayouts[department];
  if (!own) return mapScene({ ...state, filters: { ...state.filters, dept: String(department) } });
  return placedScene(state, Object.entries(own.places).map(([id, [x, y]]) => [nodes[id], x, y]), own.shelves);
}

/** A family, or one role, in the middle; what leads to it on the left, where it leads on the right. */
function focusScene(state, family, own) {
  const visible = (edge) => edge.moves.some((move) => state.evidence[move.basis]);
  const ends = (way, end) => [...new Set([...own].flatMap((node) => node[way]).filter(visible).map((edge) => edge[end]))].filter((node) => !own.has(node));
  const right = ends("out", "to");
  const left = ends("in", "from").filter((node) => !right.includes(node));
  const inside = (node) => node.type !== "family" && (own.has(node) || node.family === family?.id);
  const middle = [...new Set([...own, ...left, ...right])].filter(inside);
  return arranged(state, [
    beside("Comes from", left.filter((node) => !inside(node) && node !== family)),
    { family: family?.id ?? -1, title: family ? "" : "On no page", members: middle },
    beside("Leads to", right.filter((node) => !inside(node) && node !== family)),
  ]);
}

/** Roles of other families in as few lanes as will do, those of a family in one if they fit. */
function beside(title, members) {
  const groups = new Map();
  for (const node of members) {
    const key = node.type === "family" ? node.id : node.family;
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const taken = [];
  const lanes = new Map();
  const rows = new Map();
  const height = (node) => rows.get(node) ?? node.row;
  for (const node of members) if (node.type === "family" && node.members.length) rows.set(node, Math.min(...node.members.map((role) => role.row)));
  for (const those of [...groups.values()].sort((a, b) => b.length - a.length || a[0].id - b[0].id)) {
    for (const node of those) {
      let lane = taken.findIndex((rows) => rows.every((row) => Math.abs(row - height(node)) >= 0.65));
      if (lane < 0) lane = taken.push([]) - 1;
      taken[lane].push(height(node));
      lanes.set(node, lane);
    }
  }
  return { family: -1, title, members, lanes, rows, foreign: true };
}

function pathScene(state) {
  const all = state.routes ? state.routes.flatMap((route) => route.nodes.map((id) => nodes[id])) : state.way;
  const columns = new Map();
  for (const node of new Set(all)) {
    const key = node.type === "family" ? node.id : node.family;
    if (!columns.has(key)) columns.set(key, { family: key, title: "On no page", members: [] });
    columns.get(key).members.push(node);
  }
  return arranged({ ...state, filters: NO_FILTER }, [...columns.values()]);
}

/** Columns side by side on one scale of grades; lanes that nobody needs are left out. */
function arranged(state, columns) {
  const wanted = columns.map((column) => ({ ...column, members: column.members.filter((node) => shown(node, state)) }))
    .filter((column) => column.members.length);
  const rowOf = (column, node) => column.rows?.get(node) ?? node.row;
  const rows = wanted.flatMap((column) => column.members.map((node) => rowOf(column, node)));
  const low = rows.length ? Math.min(...rows) : 0;
  const high = rows.length ? Math.max(...rows) : 0;
  const y = (row) => (high - row) * SIZE.row * 0.9 + 84;
  const items = [];
  const shelf = {
    d: -1, x: [0, 0], y: [-24, y(low) + SIZE.box[1]], columns: [], titles: [],
    scale: gradeRows.filter(([row]) => row >= low && row <= high).map(([row, rank]) => [y(row), String(rank)]),
  };
  let left = 0;
  for (const column of wanted) {
    const { family, title, members, lanes: given, foreign } = column;
    const laneOf = (node) => given?.get(node) ?? node.lane;
    const lanes = [...new Set(members.map(laneOf))].sort((a, b) => a - b);
    const width = lanes.length * SIZE.lane;
    if (nodes[family]) items.push(asHead(nodes[family], left + width / 2, 14, width, 44));
    else shelf.titles.push([title, left + width / 2, 14]);
    for (const node of members) items.push({ ...asRole(node, left + (lanes.indexOf(laneOf(node)) + 0.5) * SIZE.lane, y(rowOf(column, node))), foreign });
    shelf.columns.push([family, left, width]);
    left += width + SIZE.gap * (wanted.length > 2 ? 1.5 : 1);
  }
  const last = shelf.columns.at(-1);
  if (last) shelf.x = [0, last[1] + last[2]];
  for (const item of items) item.shelf = 0;
  return { items, shelves: items.length ? [shelf] : [], blocks: [] };
}

const LAYER = { w: 168, h: 32, step: 38, most: 24 };

/** Skills and indicators that the roles shown ask, most widely asked first, to the right of the picture. */
function addLayers(scene, state) {
  const inside = state.scope.kind === "family" ? (item) => !item.foreign : state.scope.kind === "near" ? (item) => item.node === state.scope.node : () => true;
  const here = new Set(scene.items.filter((item) => item.kind === "role" && inside(item)).map((item) => item.node));
  const right = Math.max(0, ...scene.items.map((item) => item.x + item.w / 2));
  const top = Math.min(...scene.items.map((item) => item.y));
  const bottom = Math.max(...scene.items.map((item) => item.y));
  const down = Math.max(12, Math.floor((bottom - top) / LAYER.step));
  let place = 0;
  for (const [name, all] of [["skills", skills], ["indicators", indicators]]) {
    if (!state.layers[name] || !here.size) continue;
    const asked = all.map((thing) => [thing, thing.askers.filter((node) => here.has(node)).length])
      .filter(([thing, count]) => count > 0 || thing === state.chosen)
      .sort((a, b) => (b[0] === state.chosen) - (a[0] === state.chosen) || b[1] - a[1] || a[0].title.localeCompare(b[0].title, "en") || a[0].id - b[0].id);
    for (const [thing, count] of asked.slice(0, LAYER.most)) {
      const column = Math.floor(place / down);
      scene.items.push({
        key: thing.key, node: thing, kind: thing.type, count,
        x: right + 90 + LAYER.w / 2 + column * (LAYER.w + 18), y: top + (place % down) * LAYER.step, w: LAYER.w, h: LAYER.h, shelf: -1,
      });
      place += 1;
    }
    place = Math.ceil(place / down) * down;
    scene.layered = true;
  }
}

/** Items in reading order: by shelf, column after column, each from its name and its entry roles upwards. */
function readingOrder(scene, state) {
  if (state.scope.kind === "families") {
    const block = new Map(data.blocks.map((each, number) => [each.d, number]));
    return [...scene.items].sort((a, b) => block.get(a.node.department) - block.get(b.node.department) || a.y - b.y || a.x - b.x);
  }
  if (state.scope.kind === "path" && state.way) {
    return state.way.map((node) => scene.byKey.get(node.id)).filter(Boolean);
  }
  const column = (item) => {
    const shelf = scene.shelves[item.shelf];
    if (!shelf) return 1e9;
    return shelf.columns.findIndex(([, left, width]) => item.x >= left - 1 && item.x <= left + width + 1);
  };
  const level = (item) => (item.kind === "head" ? -1e9 : -item.y);
  return scene.items.map((item) => [item.shelf, column(item), level(item), item.x, item])
    .sort((a, b) => (a[0] === -1) - (b[0] === -1) || a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]).map((row) => row[4]);
}
