// What the page carries, by number, as objects that point to each other.

const data = JSON.parse(document.getElementById("data").textContent);
const TYPES = ["role", "family", "named"];
const KINDS = ["promotion", "lateral", "change of track", "next family"];
const BASES = ["stated", "inferred", "suggested"];
const TRACKS = ["", "individual contributor", "manager"];
const STRENGTHS = ["required", "preferred", "responsibility"];
const SIZE = data.sizes;

const linesOf = (pairs) => (pairs || []).map(([page, line]) => ({ page: data.pages[page], line }));

const nodes = data.facts.map((facts, id) => ({
  id,
  title: data.nodes[id].label,
  type: TYPES[facts.t],
  short: facts.id,
  family: facts.f ?? -1,
  department: facts.d ?? -1,
  grades: facts.g || [],
  rank: facts.r ?? null,
  track: TRACKS[facts.k],
  lines: linesOf(facts.c),
  skills: (facts.s || []).map(([skill, strength, count]) => ({ skill, strength: STRENGTHS[strength], count })),
  indicators: facts.i || [],
  requirements: facts.q || [],
  niceToHave: facts.n || [],
  duties: facts.m,
  superiors: facts.u || [],
  row: facts.y ?? 0,
  lane: facts.l ?? 0,
  estimated: Boolean(facts.e),
  x: data.nodes[id].x,
  y: data.nodes[id].y,
  out: [],
  in: [],
  members: [],
}));

const moves = data.moves.map(([edge, kind, basis, effort, coverage, down, rule, sentences, lines], id) => ({
  id,
  edge,
  from: nodes[data.edges[edge].from],
  to: nodes[data.edges[edge].to],
  kind: KINDS[kind],
  basis: BASES[basis],
  effort,
  coverage,
  down: Boolean(down),
  rule,
  sentences,
  lines: linesOf(lines),
}));

// An edge is the line for all moves between two nodes; its first move is the one that counts.
const edges = data.edges.map((record, id) => ({ id, record, from: nodes[record.from], to: nodes[record.to], moves: [] }));
for (const move of moves) edges[move.edge].moves.push(move);
for (const edge of edges) {
  edge.from.out.push(edge);
  edge.to.in.push(edge);
}
for (const node of nodes) if (node.type === "role" && nodes[node.family]) nodes[node.family].members.push(node);
for (const node of nodes) node.members.sort((a, b) => a.lane - b.lane || a.row - b.row || a.id - b.id);

const asItem = (number) => {
  const [text, holder, page, line, ...nested] = data.items[number];
  const [iri, name] = data.holders[holder];
  return { text, holder: iri, holderName: name, page: data.pages[page], line, nested };
};

const skills = data.skills.map((label, id) => ({ key: `s${id}`, type: "skill", id, title: label, askers: [] }));
const indicators = data.indicators.map((label, id) => ({ key: `i${id}`, type: "indicator", id, title: label, askers: [] }));
for (const node of nodes) {
  for (const { skill } of node.skills) skills[skill].askers.push(node);
  for (const indicator of node.indicators) indicators[indicator].askers.push(node);
}

const roles = nodes.filter((node) => node.type === "role");
const families = nodes.filter((node) => node.type === "family");
const byShort = new Map(nodes.map((node) => [node.short, node]));
const departmentName = (number) => (number < 0 ? "No department" : data.departments[number]);

// The scale of grades: height in rows → grade.
const gradeRows = [...new Map(nodes.filter((n) => n.rank !== null && !n.estimated && n.type !== "family")
  .map((n) => [n.row, n.rank])).entries()].sort((a, b) => a[0] - b[0]);
const ranks = [...new Set(nodes.filter((n) => n.rank !== null).map((n) => n.rank))].sort((a, b) => a - b);
