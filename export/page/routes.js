// The way of least effort from one role to another, on the moves that are shown; as "careergraph path" finds it.

const GUESSES = { stated: 0, inferred: 1, suggested: 100 };
const PART = 1e4;

/** What of an edge may be taken: its moves whose evidence is shown, no demotions. */
const takeable = (edge, evidence) => edge.moves.filter((move) => evidence[move.basis] && !move.down);

/** Numbers of nodes on the best way, or null. Families may only begin or end it, and stand for their roles. */
function bestWay(from, to, evidence) {
  const ends = (node) => new Set(node.type === "family" ? [node, ...node.members] : [node]);
  const starts = ends(from);
  const goals = ends(to);
  const cost = new Map();
  const before = new Map();
  const done = new Set();
  const heap = new Heap();
  for (const node of starts) {
    cost.set(node, 0);
    heap.push(0, node);
  }
  while (heap.size) {
    const [price, node] = heap.pop();
    if (done.has(node)) continue;
    done.add(node);
    if (goals.has(node)) {
      const way = [node];
      while (before.has(way[0])) way.unshift(before.get(way[0]));
      return way;
    }
    if (node.type === "family" && !starts.has(node)) continue;
    for (const edge of node.out) {
      const move = takeable(edge, evidence)[0];
      if (!move || done.has(edge.to)) continue;
      const next = price + (move.effort * PART + GUESSES[move.basis]) * PART + 1;
      if (next < (cost.get(edge.to) ?? Infinity)) {
        cost.set(edge.to, next);
        before.set(edge.to, node);
        heap.push(next, edge.to);
      }
    }
  }
  return null;
}

/** The edge of each step of a way. */
const stepsOf = (way) => way.slice(1).map((node, number) => way[number].out.find((edge) => edge.to === node));

class Heap {
  #items = [];

  get size() {
    return this.#items.length;
  }

  push(price, node) {
    const items = this.#items;
    let place = items.push([price, node]) - 1;
    while (place) {
      const above = (place - 1) >> 1;
      if (!this.#before(items[place], items[above])) break;
      [items[place], items[above]] = [items[above], items[place]];
      place = above;
    }
  }

  pop() {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length) {
      items[0] = last;
      let place = 0;
      for (;;) {
        let least = place;
        for (const below of [2 * place + 1, 2 * place + 2]) {
          if (below < items.length && this.#before(items[below], items[least])) least = below;
        }
        if (least === place) break;
        [items[place], items[least]] = [items[least], items[place]];
        place = least;
      }
    }
    return first;
  }

  #before(one, other) {
    return one[0] < other[0] || (one[0] === other[0] && one[1].id < other[1].id);
  }
}
