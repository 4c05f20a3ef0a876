// Asks a running site for all its pages and looks at what comes: node site.mjs ORIGIN WORK
// WORK holds permalinks.txt, a path a line. Pages are left in WORK/html for the validator, feeds in WORK/feeds.

import fs from "node:fs";
import path from "node:path";

import { feedProblems } from "./feeds.mjs";
import { headingProblems, read } from "./html.mjs";
import { linkProblems } from "./links.mjs";
import { each, report } from "./report.mjs";
import { weightProblems } from "./weights.mjs";
import { get } from "./wire.mjs";

const REQUESTS_AT_ONCE = 8;

const [origin, work] = process.argv.slice(2);
const paths = fs.readFileSync(path.join(work, "permalinks.txt"), "utf8").split("\n").filter(Boolean);
const answers = new Map();

/** The answer at a path, asked for once. */
function visit(at) {
  if (!answers.has(at)) answers.set(at, get(origin + at).then(withPage));
  return answers.get(at);
}

function withPage(answer) {
  return answer.type === "text/html" ? { ...answer, page: read(answer.body.toString()) } : answer;
}

const languages = paths.map((at) => /^\/([^/]+)\/$/.exec(at)?.[1]).filter(Boolean);
const site = { origin, paths, languages, visit };

const problems = [];
await each(paths, REQUESTS_AT_ONCE, async (at) => {
  const { status, page, body } = await visit(at);
  if (status !== 200) problems.push(`${at}: answers ${status}`);
  if (page) {
    problems.push(...pageProblems(at, page).map((problem) => `${at}: ${problem}`));
    keep(at, body);
  }
});
if (languages.length === 0) problems.push("no language has a home among the permalinks");
problems.push(...(await sitemapProblems()), ...(await linkProblems(site)));
problems.push(...(await weightProblems(site)), ...(await feedProblems(site, path.join(work, "feeds"))));
report(`site, ${paths.length} permalinks in ${languages.join(", ")}`, problems);

function pageProblems(at, page) {
  const segment = at.split("/")[1];
  const problems = headingProblems(page.headings);
  if (languages.includes(segment) && page.lang !== segment) problems.push(`<html lang> is ${page.lang}`);
  return problems;
}

function keep(at, body) {
  const file = path.join(work, "html", `${at}${at.endsWith("/") ? "index" : ""}.html`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, body);
}

async function sitemapProblems() {
  const { status, body } = await visit("/sitemap.xml");
  if (status !== 200) return [`/sitemap.xml: answers ${status}`];
  const places = [...body.toString().matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].map(
    ([, place]) => new URL(place).pathname,
  );
  const came = await each(places, REQUESTS_AT_ONCE, visit);
  const gone = places
    .filter((_, index) => came[index].status !== 200)
    .map((place) => `/sitemap.xml: lists ${place}, which is not there`);
  return places.length > 0 ? gone : ["/sitemap.xml: lists nothing"];
}
