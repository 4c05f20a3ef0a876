// The feeds of every language and of one section each. JSON is read here; Atom is left to a parser that is not ours.

import fs from "node:fs";
import path from "node:path";

export async function feedProblems(site, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const problems = [];
  for (const language of site.languages) {
    const section = site.paths.find((at) => at.startsWith(`/${language}/sections/`) && at.split("/").length === 5);
    if (!section) problems.push(`/${language}/: no section whose feed could be read`);
    for (const place of [`/${language}/`, section].filter(Boolean)) {
      problems.push(...(await atom(site, `${place}feed.atom`, folder)), ...(await json(site, `${place}feed.json`)));
    }
  }
  return problems;
}

async function atom(site, at, folder) {
  const { status, type, body } = await site.visit(at);
  fs.writeFileSync(path.join(folder, at.slice(1).replaceAll("/", "-")), body);
  return status === 200 && type === "application/atom+xml" ? [] : [`${at}: answers ${status} as ${type}`];
}

async function json(site, at) {
  const { status, type, body } = await site.visit(at);
  if (status !== 200 || type !== "application/feed+json") return [`${at}: answers ${status} as ${type}`];
  try {
    return jsonProblems(JSON.parse(body)).map((problem) => `${at}: ${problem}`);
  } catch (error) {
    return [`${at}: ${error.message}`];
  }
}

function jsonProblems(feed) {
  const problems = [];
  if (!/^https:\/\/jsonfeed\.org\/version\/1(\.1)?$/.test(feed.version ?? ""))
    problems.push("names no version of JSON Feed");
  if (!feed.title) problems.push("has no title");
  const items = feed.items ?? [];
  if (items.length === 0) problems.push("has no items");
  if (items.some(({ id, url }) => !id || !url)) problems.push("has an item without id or url");
  if (items.some(({ content_html, content_text }) => !content_html && !content_text))
    problems.push("has an item without content");
  if (new Set(items.map(({ id }) => id)).size < items.length) problems.push("gives one id to two items");
  return problems;
}
