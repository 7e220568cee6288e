// Elements and words. Text of the pages gets into the document as text only.

const byId = (id) => document.getElementById(id);

/** An element with attributes ("on…" are listeners) and children (strings are text). */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const units = (thousandths) => (thousandths / 1000).toFixed(2);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Grade as people say it: "grade 7", "grades 7, 8", "about grade 7 (not stated)". */
function gradeWords(node) {
  if (node.grades.length) return `grade${node.grades.length > 1 ? "s" : ""} ${node.grades.join(", ")}`;
  const near = gradeRows.filter(([row]) => Math.abs(row - node.row) < 0.5).map(([, rank]) => rank);
  return node.estimated && near.length ? `no grade stated, placed near ${near[0]}` : "no grade stated";
}

/** What a link may lead to: http and https only; anything else stays text. */
function safeAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** "path:line" ("line …" on the page that is told of), as a link where the page was told an address. */
function source({ page, line }, own = "") {
  const text = page === own ? `line ${line}` : `${page}:${line}`;
  const address = data.baseUrl
    && safeAddress(`${data.baseUrl.replace(/\/*$/, "/")}${page.split("/").map(encodeURIComponent).join("/")}#L${line}`);
  return address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : el("span", {}, text);
}

/** Several lines; the path of a page stands before the first of them only. */
const sources = (lines) =>
  lines.length ? el("p", { class: "source" }, lines.map((line, number) => {
    const before = lines[number - 1]?.page;
    return [number ? ", " : "", source(line, before)];
  })) : "";

const announce = (text) => {
  byId("live").textContent = text;
};

/** A small picture for legends, made of SVG elements. */
function drawing(width, height, ...shapes) {
  const make = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  for (const [name, attributes] of shapes) svg.append(make(name, attributes));
  return svg;
}
