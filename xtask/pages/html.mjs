// What the checks ask of a page: its language, headings, names to link to, and everything it links to or loads.
// No parser is needed for pages that the Nu validator finds well made.

const TAG = /<!--[\s\S]*?-->|<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const RAW = /(<(script|style)\b[^>]*>)[\s\S]*?(?=<\/\2>)/gi;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const LOADING = new Set(["img", "source", "script", "iframe", "embed", "video", "audio", "use", "image"]);
const LOADING_RELS = [
  "stylesheet",
  "icon",
  "preload",
  "prefetch",
  "modulepreload",
  "preconnect",
  "dns-prefetch",
  "manifest",
  "apple-touch-icon",
];

/** `links` are `{ to, loads, rel }`: `loads` when a browser asks for it without being told. */
export function read(text) {
  const page = { lang: null, ids: new Set(), headings: [], links: [] };
  for (const [, tag, written] of text.replace(RAW, "$1").matchAll(TAG)) {
    if (tag) note(page, tag.toLowerCase(), attributes(written));
  }
  return page;
}

function note(page, tag, attributes) {
  if (tag === "html") page.lang = attributes.lang ?? null;
  if (attributes.id) page.ids.add(attributes.id);
  if (/^h[1-6]$/.test(tag)) page.headings.push(Number(tag[1]));
  const rel = (attributes.rel ?? "").toLowerCase();
  const loads = LOADING.has(tag) || (tag === "link" && LOADING_RELS.some((one) => rel.split(/\s+/).includes(one)));
  for (const to of targets(tag, attributes)) page.links.push({ to, loads, rel });
}

function targets(tag, attributes) {
  const found = ["href", "xlink:href", "src", "poster", "action"].map((name) => attributes[name]);
  const srcset = (attributes.srcset ?? "").split(",").map((one) => one.trim().split(/\s+/)[0]);
  const card = tag === "meta" && /^(og|twitter):(image|url)$/.test(attributes.property ?? attributes.name ?? "");
  return [...found, ...srcset, card ? attributes.content : null].filter(Boolean);
}

function attributes(written) {
  const found = {};
  for (const [, name, double, single, bare] of written.matchAll(ATTRIBUTE)) {
    found[name.toLowerCase()] ??= unescaped(double ?? single ?? bare ?? "");
  }
  return found;
}

function unescaped(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (all, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? all) : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10)),
  );
}

/** What is wrong with the order of headings, or nothing. */
export function headingProblems(headings) {
  const firsts = headings.filter((level) => level === 1).length;
  const problems = firsts === 1 ? [] : [`${firsts} first headings (h1) instead of one`];
  headings.forEach((level, index) => {
    const before = headings[index - 1] ?? 0;
    if (level > before + 1)
      problems.push(before ? `h${level} after h${before} skips a level` : `begins with h${level} instead of h1`);
  });
  return problems;
}
