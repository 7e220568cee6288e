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
  const heights = (node) => [...node.out.map((edge) => edge.to), ...node.in.map((edge) => edge.from)]
    .filter((other) => own.has(other)).map((other) => (other.type === "family" ? WHOLE : other.row));
  return arranged(state, [
    beside("Comes from", left.filter((node) => !inside(node) && node !== family), heights),
    { family: family?.id ?? -1, title: family ? "" : "On no page", members: middle },
    beside("Leads to", right.filter((node) => !inside(node) && node !== family), heights),
  ]);
}

const WHOLE = 999; // the row of a job family that moves join to the one in the middle as a whole: beside its name

/** Roles of other families: those of a grade below each other, in the order of what they are joined to. */
function beside(title, members, heights) {
  const rows = new Map();
  for (const node of members) {
    if (node.type !== "family") continue;
    if (heights(node).includes(WHOLE)) rows.set(node, WHOLE);
    else if (node.members.length) rows.set(node, Math.min(...node.members.map((role) => role.row)));
  }
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
  const order = new Map(members.map((node) => [node, mean(heights(node))]));
  const sorted = [...members].sort((a, b) => order.get(b) - order.get(a) || a.family - b.family || a.id - b.id);
  return { family: -1, title, members: sorted, rows, foreign: true };
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

const WIDE = 10; // lanes of a family; what is beside each other in more of them stands below each other, too
const STACK = { box: 60, half: 33, apart: 24, tall: 1500 }; // from box to box in one lane, in two; from grade to grade; in one lane at most

/** Columns side by side on one scale of grades; lanes that nobody needs are left out. */
function arranged(state, columns) {
  const wanted = columns.map((column) => ({ ...column, members: column.members.filter((node) => shown(node, state)) }))
    .filter((column) => column.members.length);
  let stand = stacked(wanted, 1);
  if (stand.height > STACK.tall) stand = stacked(wanted, 2);
  const { places, y, top, low, high, wholes } = stand;
  const items = [];
  const shelf = {
    d: -1, x: [0, 0], y: [wholes ? -72 : -24, y(low) + top(low) + SIZE.box[1] / 2], columns: [], titles: [],
    scale: gradeRows.filter(([row]) => row >= low && row <= high).map(([row, rank]) => [y(row), String(rank)]),
    bands: gradeRows.filter(([row]) => top(row) > SIZE.box[1]).map(([row]) => [y(row) - top(row) - 5, y(row) + top(row) + 5]),
  };
  let left = 0;
  for (const column of wanted) {
    const { family, title, members, foreign } = column;
    const width = Math.max(...members.map((node) => places.get(node).lane + 1)) * SIZE.lane;
    const whole = nodes[family];
    if (whole) items.push(asHead(whole, left + width / 2, 14, width, 44));
    else shelf.titles.push([title, left + width / 2, wholes ? -40 : 14]);
    for (const node of members) {
      if (node === whole) continue; // its name above the column stands for it
      const { lane, at } = places.get(node);
      items.push({ ...asRole(node, left + (lane + 0.5) * SIZE.lane, at), foreign });
    }
    shelf.columns.push([family, left, width]);
    left += width + SIZE.gap * (wanted.length > 3 ? 1.5 : 2.6);
  }
  const last = shelf.columns.at(-1);
  if (last) shelf.x = [0, last[1] + last[2]];
  for (const item of items) item.shelf = 0;
  return { items, shelves: items.length ? [shelf] : [], blocks: [], apart: wanted.length > 1 };
}

/**
 * Lanes and heights: each grade is a band as high as what stands below each other in it. Roles of other
 * families are in one lane, so that no line to one of them goes behind another; many of them in two by turns.
 */
function stacked(columns, beside) {
  const places = new Map();
  const halves = new Map();
  const rowOf = (column, node) => column.rows?.get(node) ?? node.row;
  for (const column of columns) {
    const lanes = [...new Set(column.members.map((node) => node.lane))].sort((a, b) => a - b);
    const bands = new Map();
    for (const node of column.members) bands.set(rowOf(column, node), [...(bands.get(rowOf(column, node)) ?? []), node]);
    for (const [row, those] of bands) {
      const step = !column.foreign || beside === 1 ? STACK.box : STACK.half;
      const wide = !column.foreign && lanes.length > WIDE;
      const ordered = wide ? [...those].sort((a, b) => a.lane - b.lane) : those;
      const down = column.foreign ? those.length : wide ? Math.ceil(those.length / WIDE) : 1;
      ordered.forEach((node, number) => {
        const lane = column.foreign ? number % beside : wide ? number % WIDE : lanes.indexOf(node.lane);
        const below = column.foreign ? number : wide ? Math.floor(number / WIDE) : 0;
        places.set(node, { lane, row, aside: (below - (down - 1) / 2) * step });
      });
      halves.set(row, Math.max(halves.get(row) ?? 0, ((down - 1) * step + SIZE.box[1]) / 2));
    }
  }
  const top = (row) => halves.get(row) ?? 0;
  const wholes = top(WHOLE);
  const used = [...halves.keys()].filter((row) => row !== WHOLE);
  const [high, low] = used.length ? [Math.max(...used), Math.min(...used)] : [WHOLE, WHOLE];
  const rows = [...new Set([...used, ...gradeRows.map(([row]) => row)])].filter((row) => row <= high && row >= low).sort((a, b) => b - a);
  const heights = new Map([[WHOLE, wholes - 11]]);
  let above = null;
  for (const row of rows) {
    const apart = above === null ? Math.max(59, 2 * wholes + 13) + top(row)
      : Math.max((above - row) * SIZE.row * 0.9, top(above) + top(row) + (top(row) && top(above) ? STACK.apart : 6));
    heights.set(row, (heights.get(above) ?? 0) + apart);
    above = row;
  }
  const y = (row) => heights.get(row) ?? 0;
  for (const place of places.values()) place.at = y(place.row) + place.aside;
  return { places, y, top, low, high, wholes, height: y(low) + top(low) };
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
