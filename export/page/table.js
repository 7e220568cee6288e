// The same roles and moves as tables: sortable, for those who cannot or do not want to look at pictures.

const FEW = 500; // rows that are drawn before somebody asks for all
const sorting = { roles: [0, 1], moves: [0, 1] };
const allRows = { roles: false, moves: false };

function renderTables(state, scene) {
  const place = byId("tables");
  const here = scene.items.filter((item) => item.node.type === "role" || item.node.type === "named").map((item) => item.node);
  const listed = state.scope.kind === "families" ? nodes.filter((node) => node.type !== "family" && shown(node, state)) : here;
  const among = new Set(listed);
  for (const item of scene.items) if (item.kind === "head" || item.kind === "card") among.add(item.node);
  const between = moves.filter((move) => state.evidence[move.basis] && among.has(move.from) && among.has(move.to));
  place.replaceChildren(
    ...table("roles", `Roles (${listed.length})`, listed, [
      ["Role", (node) => node.title, (node) => leading(node)],
      ["Job family", (node) => nodes[node.family]?.title ?? ""],
      ["Department", (node) => (node.department < 0 ? "" : departmentName(node.department))],
      ["Grade", (node) => node.rank ?? node.grades[0] ?? "", (node) => node.grades.join(", ") || "not stated", true],
      ["Track", (node) => (node.type === "named" ? "on no page" : node.track)],
      ["Moves to", (node) => node.out.length, null, true],
      ["Moves from", (node) => node.in.length, null, true],
    ], (node) => node === state.chosen),
    ...table("moves", `Moves (${between.length})`, between, [
      ["From", (move) => move.from.title, (move) => leading(move.from)],
      ["To", (move) => move.to.title, (move) => leading(move.to)],
      ["Kind", (move) => move.kind],
      ["Evidence", (move) => move.basis],
      ["Effort", (move) => move.effort, (move) => units(move.effort), true],
      ["Source", (move) => (move.lines[0] ? `${move.lines[0].page}:${move.lines[0].line}` : ""), (move) => move.lines.map((line, number) => [number ? ", " : "", source(line)])],
    ], (move) => state.chosen === move.from || state.chosen === move.to),
  );
}

function table(name, title, rows, columns, marked) {
  const [by, direction] = sorting[name];
  const value = columns[by][1];
  const empty = (each) => value(each) === "";
  const sorted = [...rows].sort((a, b) => empty(a) - empty(b) || direction * compared(value(a), value(b)) || a.id - b.id);
  const few = allRows[name] ? sorted : sorted.slice(0, FEW);
  const again = (focus) => {
    renderTables(app.state, app.scene);
    byId("tables").querySelector(focus)?.focus();
  };
  return [
    el("h2", { id: `${name}-title` }, title),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": `${name}-title` }, el("table", { id: `${name}-table`, "aria-labelledby": `${name}-title` },
      el("thead", {}, el("tr", {}, columns.map(([head], number) => el("th", { scope: "col", "aria-sort": number === by ? (direction > 0 ? "ascending" : "descending") : "none" },
        el("button", {
          type: "button",
          onclick: () => {
            sorting[name] = [number, number === by ? -direction : 1];
            again(`#${name}-table th:nth-child(${number + 1}) button`);
          },
        }, head))))),
      el("tbody", {}, few.map((row) => el("tr", { class: marked(row) ? "chosen" : undefined }, columns.map(([, plain, cell, number], place) =>
        el(place ? "td" : "th", { scope: place ? undefined : "row", class: number ? "number" : undefined }, ...[cell ? cell(row) : String(plain(row))].flat()))))))),
    few.length < sorted.length ? el("p", {}, el("button", {
      type: "button",
      onclick: () => {
        allRows[name] = true;
        again(`#${name}-table`);
      },
    }, `Show all ${sorted.length.toLocaleString("en")} rows`)) : "",
  ].filter(Boolean);
}

function compared(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), "en", { numeric: true });
}
