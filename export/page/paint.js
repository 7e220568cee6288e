// The picture itself. vis-network keeps the nodes' places, draws the lines, zooms and pans; scale, boxes and
// names are drawn here, so that a name is readable at every zoom or left out, and never runs over another.

const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const READABLE = 10.3; // points on the screen below which no name is drawn
const CROWD = 1500; // with more lines than this, only chosen ones change their look
const GLUE = "\u2060"; // begins what goes on a word without a space
const calm = matchMedia("(prefers-reduced-motion: reduce)");

class Picture {
  constructor(container, listeners) {
    this.container = container;
    this.listeners = listeners;
    this.scene = { items: [], edges: [], shelves: [], blocks: [], byKey: new Map(), box: [0, 0, 1, 1] };
    this.look = { chosen: null, strong: new Set(), near: null, cursor: null, hovered: null };
    this.styles = new Map();
    this.wrapped = new Map();
    this.readColours();
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["back", "surface", "text", "muted", "line", "grid", "band", "accent", "ring", "ic-fill", "ic-line", "ic-text", "manager-fill", "manager-line",
      "manager-text", "plain-fill", "plain-line", "plain-text", "named-fill", "named-line", "named-text", "card-fill", "card-line", "card-text",
      "skill-fill", "skill-line", "skill-text", "indicator-fill", "indicator-line", "indicator-text", "promotion", "lateral", "track", "family"];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  /** Show another scene. */
  load(scene, evidence) {
    this.scene = scene;
    this.evidence = evidence;
    this.look.hovered = null;
    this.listeners.hover(null);
    this.across = new Set();
    for (const edge of scene.edges) {
      const [from, to] = [scene.byKey.get(edge.from.id), scene.byKey.get(edge.to.id)];
      if (from.shelf !== to.shelf || (from.foreign && to.foreign) || (scene.shelves[0]?.d >= 0 && (from.kind === "head" || to.kind === "head"))) this.across.add(edge.id);
    }
    this.joined = new Set(scene.edges.filter((edge) => !this.across.has(edge.id)).flatMap((edge) => [edge.from.id, edge.to.id]));
    this.styles.clear();
    this.wrapped.clear();
    const boxes = scene.items.map((item) => ({
      id: item.key, x: item.x, y: item.y,
      widthConstraint: { minimum: item.w, maximum: item.w }, heightConstraint: { minimum: item.h },
      color: "rgba(0,0,0,0)",
    }));
    const lines = this.drawsLines ? scene.edges.map((edge) => this.styled(edge, true)) : [];
    if (this.network) {
      this.lines.clear();
      this.boxes.clear();
      this.boxes.add(boxes);
      this.lines.add(lines);
      return;
    }
    this.boxes = new vis.DataSet(boxes);
    this.lines = new vis.DataSet(lines);
    const options = structuredClone(data.options);
    options.autoResize = false;
    this.network = new vis.Network(this.container, { nodes: this.boxes, edges: this.lines }, options);
    this.container.querySelector(".vis-network").removeAttribute("tabindex");
    this.network.on("beforeDrawing", (context) => this.drawGround(context));
    this.network.on("afterDrawing", (context) => this.drawBoxes(context));
    this.network.on("click", (event) => this.clicked(event));
    this.network.on("hoverNode", (event) => this.hover(this.scene.byKey.get(event.node), event.pointer.DOM));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("hoverEdge", (event) => this.hover(edges[event.edge], event.pointer.DOM));
    this.network.on("blurEdge", () => this.hover(null));
    this.network.on("dragStart", () => this.hover(null));
    new ResizeObserver(() => this.resized()).observe(this.container);
  }

  get drawsLines() {
    return this.scene.blocks.length === 0;
  }

  resized() {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (!width || !height || (this.width === width && this.height === height)) return;
    const first = this.width === undefined;
    const refit = !first && this.fitted;
    [this.width, this.height] = [width, height];
    this.network.setSize(`${width}px`, `${height}px`);
    if (refit) this.fit();
    this.network.redraw();
  }

  /** Take a new look: what is chosen, what is near it, which lines stand out. */
  dress(look) {
    Object.assign(this.look, look);
    const changed = [];
    for (const edge of this.drawsLines ? this.scene.edges : []) {
      const styled = this.styled(edge);
      if (styled) changed.push(styled);
    }
    if (changed.length) this.lines.update(changed);
    this.network.redraw();
  }

  recolour() {
    this.readColours();
    this.styles.clear();
    if (this.drawsLines) this.lines.update(this.scene.edges.map((edge) => this.styled(edge, true)));
    this.network.redraw();
  }

  /** The record of a line as it has to look now; null if it looks so already. */
  styled(edge, always = false) {
    const { strong, near } = this.look;
    const crowded = this.scene.edges.length > CROWD;
    const mode = strong.has(edge.id) ? "strong" : this.across.has(edge.id) ? "hidden" : near && !crowded ? "faint" : "plain";
    if (!always && this.styles.get(edge.id) === mode) return null;
    this.styles.set(edge.id, mode);
    const move = edge.moves.find((each) => this.evidence[each.basis]) || edge.moves[0];
    const kind = KINDS.indexOf(move.kind);
    const colour = this.colours[["promotion", "lateral", "track", "family"][kind]];
    const [from, to] = [this.scene.byKey.get(edge.from.id), this.scene.byKey.get(edge.to.id)];
    return {
      ...edge.record,
      dashes: data.dashes[BASES.indexOf(move.basis)],
      arrows: { to: { enabled: true, type: data.tips[kind], scaleFactor: 0.6 } },
      hidden: mode === "hidden",
      width: mode === "strong" ? 3 : 1.6,
      color: { color: colour, hover: colour, highlight: colour, opacity: mode === "faint" ? 0.16 : 1, inherit: false },
      smooth: this.curve(from, to, crowded),
    };
  }

  /** How a line bends: from column to column sideways, around what stands between its ends otherwise. */
  curve(from, to, crowded) {
    const [wide, high] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)];
    const bent = (type, roundness) => ({ enabled: true, type, roundness });
    const between = () => this.scene.items.some((item) => item !== from && item !== to && item.kind !== "head"
      && Math.abs(item.x - from.x) < 1 && (item.y - from.y) * (item.y - to.y) < 0);
    if (crowded) return false;
    if (wide < 1) {
      if (!this.scene.apart || !between()) return false;
      const outwards = from.x > (this.scene.box[0] + this.scene.box[2]) / 2;
      return bent(outwards === from.y > to.y ? "curvedCCW" : "curvedCW", Math.min(0.5, 130 / high));
    }
    if (high < 1) return wide > SIZE.lane * 1.3 ? bent("curvedCCW", 0.18) : false;
    const sideways = wide > 1.3 * high || (this.scene.apart && wide > SIZE.lane * 1.1);
    return { ...bent("cubicBezier", sideways && this.scene.apart ? 0.55 : 0.42), forceDirection: sideways ? "horizontal" : "vertical" };
  }

  // Looking around.

  fit() {
    const [left, top, right, bottom] = this.scene.box;
    const margin = this.scene.shelves.length ? [54, 16, 20, 54] : [20, 14, 20, 54];
    const width = Math.max(50, this.container.clientWidth - margin[0] - margin[2]);
    const height = Math.max(50, this.container.clientHeight - margin[1] - margin[3]);
    const scale = Math.min(width / (right - left), height / (bottom - top), this.scene.blocks.length ? 1.5 : 1.15);
    const x = (left + right) / 2 + (margin[2] - margin[0]) / 2 / scale;
    const y = (top + bottom) / 2 + (margin[3] - margin[1]) / 2 / scale;
    this.network.moveTo({ position: { x, y }, scale, animation: false });
    this.fitted = true;
  }

  zoom(factor) {
    this.fitted = false;
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
  }

  /** Bring an item into view, large enough to be read. */
  reveal(item, { centre = false } = {}) {
    const scale = this.network.getScale();
    const at = this.network.canvasToDOM({ x: item.x, y: item.y });
    const inside = at.x > 90 && at.y > 50 && at.x < this.container.clientWidth - 90 && at.y < this.container.clientHeight - 60;
    if (inside && !centre) return;
    if (inside && scale >= 0.6) return;
    this.fitted = false;
    const target = Math.max(scale, centre ? 0.8 : scale);
    this.network.moveTo({
      position: this.within(item, target), scale: target,
      animation: calm.matches ? false : { duration: 220, easingFunction: "easeInOutQuad" },
    });
  }

  /** The place to look at so that an item is in the middle, and no more emptiness around the picture than need be. */
  within({ x, y }, scale) {
    const [left, top, right, bottom] = this.scene.box;
    const clamped = (at, low, high, room) => (high - low < room ? (low + high) / 2 : Math.min(Math.max(at, low + room / 2), high - room / 2));
    const { clientWidth: width, clientHeight: height } = this.container;
    return { x: clamped(x, left - 54 / scale, right + 20 / scale, width / scale), y: clamped(y, top - 16 / scale, bottom + 54 / scale, height / scale) };
  }

  /** Keep an element where an item is drawn; null ends it. */
  follow(item, element) {
    this.followed = item && { item, element };
    this.place();
  }

  place() {
    if (!this.followed) return;
    const { item, element } = this.followed;
    const from = this.network.canvasToDOM({ x: item.x - item.w / 2, y: item.y - item.h / 2 });
    const to = this.network.canvasToDOM({ x: item.x + item.w / 2, y: item.y + item.h / 2 });
    Object.assign(element.style, { left: `${from.x}px`, top: `${from.y}px`, width: `${to.x - from.x}px`, height: `${to.y - from.y}px` });
  }

  clicked(event) {
    const key = this.network.getNodeAt(event.pointer.DOM);
    if (key !== undefined) {
      this.listeners.choose(this.scene.byKey.get(key));
      return;
    }
    const edge = this.network.getEdgeAt(event.pointer.DOM);
    if (edge !== undefined) {
      this.listeners.chooseEdge(edges[edge]);
      return;
    }
    const { x, y } = event.pointer.canvas;
    const block = this.scene.blocks.find((each) => x >= each.x && x <= each.x + each.w && y >= each.y && y <= each.y + 32);
    if (block) this.listeners.openDepartment(block.d);
    else this.listeners.chooseNothing();
  }

  hover(what, at) {
    if (this.look.hovered === what) return;
    this.look.hovered = what;
    this.container.classList.toggle("over", Boolean(what));
    this.listeners.hover(what, at);
    if (this.scene.blocks.length || this.scene.layered) this.network.redraw();
  }

  // Drawing.

  drawGround(context) {
    const scale = this.network.getScale();
    const { colours, scene } = this;
    context.fillStyle = colours.back;
    const corner = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const end = this.network.DOMtoCanvas({ x: this.container.clientWidth, y: this.container.clientHeight });
    context.fillRect(corner.x, corner.y, end.x - corner.x, end.y - corner.y);
    for (const shelf of scene.shelves) {
      context.fillStyle = colours.surface;
      for (const [, left, width] of shelf.columns) {
        context.fillRect(left - 10, shelf.y[0] + (shelf.d >= 0 ? 76 : 0), width + 20, shelf.y[1] - shelf.y[0] - (shelf.d >= 0 ? 76 : 0));
      }
      context.fillStyle = colours.band;
      for (const [above, below] of shelf.bands ?? []) context.fillRect(shelf.x[0] - 10, above, shelf.x[1] - shelf.x[0] + 20, below - above);
      context.strokeStyle = colours.grid;
      context.lineWidth = Math.max(1, 0.8 / scale);
      context.beginPath();
      for (const [y] of shelf.scale) {
        context.moveTo(Math.min(shelf.x[0] - 10, Math.max(corner.x, shelf.x[0] - 44)), y);
        context.lineTo(shelf.x[1] + 10, y);
      }
      context.stroke();
    }
    if (scene.blocks.length) this.drawBlocks(context, scale);
    else this.drawAsking(context, scale);
  }

  drawBlocks(context, scale) {
    const { colours, scene, look } = this;
    for (const block of scene.blocks) {
      const count = scene.items.filter((item) => item.node.department === block.d).length;
      const size = Math.max(15, 12 / scale);
      context.textBaseline = "alphabetic";
      context.textAlign = "left";
      context.font = `650 ${size}px ${FONT}`;
      context.fillStyle = colours.text;
      const title = this.cut(context, departmentName(block.d), block.w - 4);
      context.fillText(title, block.x + 5, block.y + 21);
      const used = context.measureText(title).width;
      context.font = `400 ${size * 0.85}px ${FONT}`;
      context.fillStyle = colours.muted;
      if (used + size * 3 < block.w) context.fillText(String(count), block.x + 5 + used + size * 0.5, block.y + 21);
    }
    const focus = look.hovered?.node ? look.hovered : scene.byKey.get(look.cursor ?? -1);
    if (focus) this.drawLinks(context, focus, scale);
  }

  /** Lines from a family's card to those that moves of its roles join it to. */
  drawLinks(context, card, scale) {
    const whole = (node) => (node.type === "family" ? node.id : node.family);
    const ends = new Map();
    for (const node of [card.node, ...card.node.members]) {
      for (const edge of [...node.out, ...node.in]) {
        const other = whole(edge.from === node ? edge.to : edge.from);
        const seen = edge.moves.filter((move) => this.evidence[move.basis]);
        if (other === card.key || !seen.length) continue;
        ends.set(other, (ends.get(other) || 0) + (seen[0].basis === "stated" ? 1 : 0));
      }
    }
    context.strokeStyle = this.colours.accent;
    for (const [key, stated] of ends) {
      const other = this.scene.byKey.get(key);
      if (!other) continue;
      context.lineWidth = 2 / scale;
      context.setLineDash(stated ? [] : [7 / scale, 5 / scale]);
      context.beginPath();
      context.moveTo(card.x, card.y);
      context.lineTo(other.x, other.y);
      context.stroke();
    }
    context.setLineDash([]);
    this.linked = { card: card.key, ends };
  }

  /** Lines between roles and the skills and indicators that they ask. */
  drawAsking(context, scale) {
    const asked = this.scene.items.filter((item) => item.kind === "skill" || item.kind === "indicator");
    if (!asked.length) return;
    const here = this.scene.items.filter((item) => item.kind === "role");
    const chosen = this.look.chosen;
    for (const thing of asked) {
      const asking = new Set(thing.node.askers);
      for (const role of here) {
        if (!asking.has(role.node)) continue;
        const wanted = [chosen, this.look.cursor, this.look.hovered?.key];
        if (!wanted.includes(role.key) && !wanted.includes(thing.key)) continue;
        context.globalAlpha = 0.75;
        context.lineWidth = 1.5 / Math.max(scale, 0.6);
        context.strokeStyle = this.colours[`${thing.kind}-line`];
        context.beginPath();
        const start = role.x + role.w / 2;
        const end = thing.x - thing.w / 2;
        context.moveTo(start, role.y);
        context.bezierCurveTo(start + (end - start) / 2, role.y, start + (end - start) / 2, thing.y, end, thing.y);
        context.stroke();
      }
    }
    context.globalAlpha = 1;
  }

  drawBoxes(context) {
    const scale = this.network.getScale();
    const from = this.network.DOMtoCanvas({ x: -20, y: -20 });
    const to = this.network.DOMtoCanvas({ x: this.container.clientWidth + 20, y: this.container.clientHeight + 20 });
    context.setLineDash([]);
    let cursor = null;
    for (const item of this.scene.items) {
      if (item.x + item.w / 2 < from.x || item.x - item.w / 2 > to.x || item.y + item.h / 2 < from.y || item.y - item.h / 2 > to.y) continue;
      this.drawBox(context, item, scale);
      if (item.key === this.look.cursor) cursor = item;
    }
    if (cursor) {
      context.strokeStyle = this.colours.ring;
      context.lineWidth = 3 / Math.min(scale, 1);
      const gap = 5 / Math.min(scale, 1);
      context.beginPath();
      context.roundRect(cursor.x - cursor.w / 2 - gap, cursor.y - cursor.h / 2 - gap, cursor.w + 2 * gap, cursor.h + 2 * gap, 10);
      context.stroke();
    }
    this.drawScale(context, scale, from, to);
    this.place();
  }

  palette(item) {
    const { node, kind } = item;
    const name = kind === "card" || kind === "head" ? "card" : kind === "named" ? "named" : kind === "skill" || kind === "indicator" ? kind
      : node.track === TRACKS[1] ? "ic" : node.track === TRACKS[2] ? "manager" : "plain";
    return { name, fill: this.colours[`${name}-fill`], line: this.colours[`${name}-line`], text: this.colours[`${name}-text`] };
  }

  drawBox(context, item, scale) {
    const { look } = this;
    const colour = this.palette(item);
    const chosen = look.chosen === item.key;
    const faint = look.near && !look.near.has(item.key);
    const [left, top] = [item.x - item.w / 2, item.y - item.h / 2];
    context.globalAlpha = faint ? 0.42 : 1;
    if (item.w * scale < 30) {
      if (item.kind !== "head") {
        context.fillStyle = chosen ? this.colours.ring : colour.line;
        context.fillRect(left, top, item.w, item.h);
      }
      context.globalAlpha = 1;
      return;
    }
    if (item.kind !== "head") {
      this.outline(context, item, colour.name, left, top);
      if (faint) { // lines behind it must not show through
        context.globalAlpha = 1;
        context.fillStyle = this.colours.surface;
        context.fill();
        context.globalAlpha = 0.42;
      }
      context.fillStyle = colour.fill;
      context.fill();
      context.strokeStyle = chosen ? this.colours.accent : colour.line;
      context.lineWidth = chosen ? 4 : 1.7;
      if (item.kind === "named" || item.node.estimated) context.setLineDash([5, 4]);
      context.stroke();
      context.setLineDash([]);
      if (colour.name === "manager") {
        context.fillStyle = colour.line;
        context.fillRect(left, top, 6, item.h);
      }
    } else if (chosen || this.joined.has(item.key)) {
      context.strokeStyle = chosen ? this.colours.accent : colour.line;
      context.lineWidth = chosen ? 3 : 1.2;
      context.fillStyle = colour.fill;
      context.beginPath();
      context.roundRect(left, top, item.w, item.h, 7);
      context.fill();
      context.stroke();
    }
    this.drawWords(context, item, colour, scale, left, top);
    context.globalAlpha = 1;
  }

  /** Tracks are told apart by shape: round for individual contributors, square with a bar for managers. */
  outline(context, item, name, left, top) {
    context.beginPath();
    if (name === "ic") context.roundRect(left, top, item.w, item.h, item.h / 2);
    else if (name === "manager") context.rect(left, top, item.w, item.h);
    else if (name === "skill" || name === "plain") {
      const cut = Math.min(12, item.h / 2);
      context.moveTo(left + cut, top);
      context.lineTo(left + item.w - cut, top);
      context.lineTo(left + item.w, top + item.h / 2);
      context.lineTo(left + item.w - cut, top + item.h);
      context.lineTo(left + cut, top + item.h);
      context.lineTo(left, top + item.h / 2);
      context.closePath();
    } else if (name === "indicator") {
      context.moveTo(left + 10, top);
      context.lineTo(left + item.w, top);
      context.lineTo(left + item.w - 10, top + item.h);
      context.lineTo(left, top + item.h);
      context.closePath();
    } else context.roundRect(left, top, item.w, item.h, name === "card" ? 7 : 9);
  }

  drawWords(context, item, colour, scale, left, top) {
    const card = item.kind === "card";
    const bold = item.kind === "head" ? "650 " : card ? "600 " : item.kind === "named" ? "italic 400 " : "500 ";
    const base = item.kind === "head" ? 14 : item.h < 30 ? 12 : 12.5;
    const size = Math.max(base, READABLE / scale);
    const room = item.w - (card ? 27 : colour.name === "manager" ? 20 : colour.name === "ic" ? 24 : 16);
    const high = Math.floor((item.h - 4) / (size * 1.16));
    if (room < size * 3.4 || high < 1) return;
    const font = `${bold}${size.toFixed(1)}px ${FONT}`;
    const rows = this.wrap(context, item, font, room, high);
    const words = card ? cardWords(item.node) : item.foreign && nodes[item.node.family]?.title !== item.node.title ? nodes[item.node.family]?.title : "";
    const sub = rows.length < high ? words : "";
    context.fillStyle = colour.text;
    context.textBaseline = "middle";
    context.textAlign = card ? "left" : item.kind === "head" ? "center" : "center";
    const x = card ? left + 8 : item.x + (colour.name === "manager" ? 3 : 0);
    const lines = rows.length + (sub ? 0.9 : 0);
    let y = item.kind === "head" && item.h > 60 ? top + item.h - (rows.length - 0.5) * size * 1.16 : item.y - ((lines - 1) * size * 1.16) / 2;
    context.font = font;
    for (const row of rows) {
      context.fillText(row, x, y);
      y += size * 1.16;
    }
    if (sub) {
      context.font = `400 ${(size * 0.86).toFixed(1)}px ${FONT}`;
      if (card) context.fillStyle = this.colours.muted;
      context.fillText(this.cut(context, sub, room), x, y);
    }
    if (card) this.drawMarks(context, item, left, top);
  }

  /** On a card, a mark for each role at the height of its grade: contributors left, managers right. */
  drawMarks(context, item, left, top) {
    const low = gradeRows[0]?.[0] ?? 0;
    const high = gradeRows.at(-1)?.[0] ?? 1;
    for (const role of item.node.members) {
      if (role.rank === null) continue;
      const y = top + item.h - 7 - ((role.row - low) / Math.max(1, high - low)) * (item.h - 14);
      const manager = role.track === TRACKS[2];
      context.fillStyle = this.colours[manager ? "manager-line" : role.track ? "ic-line" : "plain-line"];
      context.fillRect(left + item.w - (manager ? 9 : 15), y - 1.2, 5, 2.6);
    }
  }

  /** Names of departments, and grades at the left edge of what is seen. */
  drawScale(context, scale, from, to) {
    const { colours } = this;
    const size = 12 / scale;
    context.textBaseline = "middle";
    let named = null;
    for (const shelf of this.scene.shelves) {
      if (shelf.y[1] < from.y || shelf.y[0] > to.y) continue;
      const edge = Math.max(shelf.x[0] - 16, from.x + 20 / scale + 30 / scale);
      for (const [y, grade] of this.spaced(shelf.scale, 15 / scale)) this.tag(context, grade, edge, y, size, colours.text, "right");
      if (shelf.scale.length && scale > 0.25) {
        const topmost = Math.min(...shelf.scale.map(([y]) => y));
        this.tag(context, "grade", edge, topmost - 22 / scale, size * 0.92, colours.muted, "right");
      }
      for (const [title, x, y] of shelf.titles ?? []) this.tag(context, title, x, y, Math.max(14, 11 / scale), colours.muted, "center");
      if (!shelf.titles && data.shelves.length > 1 && shelf.d !== named) {
        named = shelf.d;
        const large = Math.max(30, Math.min(14 / scale, 120));
        context.font = `650 ${large}px ${FONT}`;
        const alone = this.scene.shelves.every((other) => other.d === shelf.d);
        const title = this.cut(context, departmentName(shelf.d), alone ? Infinity : Math.max(shelf.x[1] - shelf.x[0], 150 / scale));
        this.tag(context, title, Math.max(shelf.x[0] - 6, from.x + 26 / scale), shelf.y[0] + 34, large, colours.text, "left", "650 ");
      }
    }
  }

  /** Of a scale, every so manieth whole grade that there is room for; and what stands between, where it fits. */
  spaced(marks, room) {
    const whole = marks.filter(([, grade]) => Number.isInteger(Number(grade)));
    const near = Math.min(...whole.slice(1).map(([y], number) => Math.abs(y - whole[number][0])));
    const every = Math.max(1, Math.ceil(room / near));
    const taken = whole.filter((_, number) => number % every === 0);
    for (const mark of marks) if (!whole.includes(mark) && taken.every(([y]) => Math.abs(y - mark[0]) >= room)) taken.push(mark);
    return taken;
  }

  tag(context, text, x, y, size, colour, align, weight = "") {
    context.font = `${weight}${size}px ${FONT}`;
    const width = context.measureText(text).width;
    const left = align === "right" ? x - width : align === "center" ? x - width / 2 : x;
    context.globalAlpha = align === "center" ? 0 : 0.82;
    context.fillStyle = this.colours.back;
    context.fillRect(left - size * 0.35, y - size * 0.72, width + size * 0.7, size * 1.44);
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.textAlign = "left";
    context.fillText(text, left, y);
  }

  /** A title in rows that fit, cut with "…" if need be; what would look like another one is cut in its middle. */
  wrap(context, item, font, room, high) {
    const key = `${item.key}|${font}|${high}`;
    const known = this.wrapped.get(key);
    if (known) return known;
    if (this.wrapped.size > 20000) this.wrapped.clear();
    context.font = font;
    let rows = this.rowsOf(context, item.node.title, room, high);
    if (rows.at(-1)?.endsWith("…")) {
      const twins = this.scene.items.filter((other) => other.kind === item.kind && other.w === item.w && other.node.title.startsWith(item.node.title.slice(0, 14)));
      const alike = twins.length < 9 && twins.some((other) => other !== item && this.rowsOf(context, other.node.title, room, high).join() === rows.join());
      if (alike) rows = this.rowsOf(context, item.node.title, room, high, true);
    }
    this.wrapped.set(key, rows);
    return rows;
  }

  rowsOf(context, title, room, high, middle = false) {
    const words = title.split(/\s+/).flatMap((word) => this.pieces(context, word, room));
    const joined = (start, word) => (word.startsWith(GLUE) ? start + word.slice(1) : `${start} ${word}`);
    const rows = [];
    let row = "";
    for (let place = 0; place < words.length; place += 1) {
      const longer = row ? joined(row, words[place]) : words[place].replace(GLUE, "");
      if (!row || context.measureText(longer).width <= room) row = longer;
      else if (rows.length + 1 === high) {
        const ends = middle ? `${row.slice(0, 4).trimEnd()}… ${words.at(-1)}` : "";
        row = ends && context.measureText(ends).width <= room ? ends : words.slice(place).reduce(joined, row);
        break;
      } else {
        rows.push(row);
        row = words[place].replace(GLUE, "");
      }
    }
    if (row) rows.push(row);
    return rows.map((each) => this.cut(context, each, room));
  }

  /** A word; if it is much longer than a row (or written without spaces), as parts that fit in one. */
  pieces(context, word, room) {
    if (context.measureText(word).width <= room * 1.6) return [word];
    const found = [];
    for (let left = signs(word); left.length;) {
      const count = Math.max(1, this.fitting(context, left, room, ""));
      found.push((found.length ? GLUE : "") + left.slice(0, count).join(""));
      left = left.slice(count);
    }
    return found;
  }

  /** How many signs of a text fit, with what is to follow them. */
  fitting(context, parts, room, end) {
    let [low, high] = [0, parts.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (context.measureText(`${parts.slice(0, middle).join("").trimEnd()}${end}`).width <= room) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  cut(context, text, room) {
    if (context.measureText(text).width <= room) return text;
    const parts = signs(text);
    const count = this.fitting(context, parts, room, "…");
    return count ? `${parts.slice(0, count).join("").trimEnd()}…` : "";
  }
}

/** The signs of a text as people see them: what is one on the screen stays whole. */
const signs = (text) => (/^[ -~]*$/.test(text) ? [...text] : Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment));

/** What a family's card says below its name. */
function cardWords(family) {
  const known = family.members.filter((role) => role.rank !== null).map((role) => role.rank);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const range = !known.length ? "" : low === high ? ` · grade ${low}` : ` · grade ${low}–${high}`;
  return `${plural(family.members.length, "role")}${range}`;
}
