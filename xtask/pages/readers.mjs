// The running site as a reader's browser meets it: which fonts a language costs, and that nobody else is asked.

import fs from "node:fs";
import path from "node:path";

import { kilobytes } from "./weights.mjs";

const UPRIGHT_BYTES_MAX = 106_000;
const ITALIC_BYTES_MAX = 52_000;

/** One of each kind of page that readers come to, beside the home. */
const KINDS = [
  /^\/[^/]+\/editions\/[^/]+\/$/,
  /^\/[^/]+\/editions\/[^/]+\/[^/]+\/$/,
  /^\/[^/]+\/sections\/[^/]+\/$/,
  /^\/[^/]+\/archive\/$/,
];

/** `html` is the folder where the pages were left: a page with emphasis is looked for there, since it costs italics. */
export async function readerProblems(browser, origin, paths, html) {
  const languages = paths.map((at) => /^\/([^/]+)\/$/.exec(at)?.[1]).filter(Boolean);
  const problems = [];
  for (const language of languages) {
    const own = paths.filter((at) => at.startsWith(`/${language}/`) && at.endsWith("/"));
    const emphatic = own.find((at) => hasEmphasis(path.join(html, at, "index.html")));
    const ofEachKind = KINDS.map((kind) => own.find((at) => kind.test(at)));
    const places = new Set([`/${language}/`, ...ofEachKind, emphatic].filter(Boolean));
    const fonts = new Map();
    for (const place of places) problems.push(...(await readOne(browser, origin, place, fonts)));
    problems.push(...fontProblems(language, fonts));
  }
  return problems;
}

/** Opens a page with nothing cached; adds the fonts it asked for. */
async function readOne(browser, origin, place, fonts) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = [];
  const answers = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(`${place}: asks ${request.url()}`);
  });
  page.on("response", (response) => answers.push(response));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${place}: ${message.text()} (${message.location().url})`);
  });

  await page.goto(origin + place, { waitUntil: "load" });
  await page.evaluate("document.fonts.ready");
  const own = answers.filter((answer) => answer.request().resourceType() === "font");
  for (const answer of own) fonts.set(answer.url(), (await answer.body()).length);
  if (own.some((answer) => isItalic(answer.url())) && !(await page.evaluate(usesItalics))) {
    problems.push(`${place}: loads an italic font and has no italic text`);
  }
  if ((await context.cookies()).length > 0) problems.push(`${place}: sets a cookie`);
  await context.close();
  return problems;
}

function fontProblems(language, fonts) {
  const sum = (italic) => [...fonts].reduce((all, [url, bytes]) => all + (isItalic(url) === italic ? bytes : 0), 0);
  const weighed = [
    { kind: "upright", bytes: sum(false), max: UPRIGHT_BYTES_MAX },
    { kind: "italic", bytes: sum(true), max: ITALIC_BYTES_MAX },
  ];
  const told = weighed.map(({ kind, bytes, max }) => `${kilobytes(bytes)} ${kind} of ${kilobytes(max)}`);
  console.log(`fonts: ${language} ${told.join(", ")}`);
  const over = weighed.filter(({ bytes, max }) => bytes > max);
  return over.map(
    ({ kind, bytes, max }) => `/${language}/: ${kind} fonts are ${kilobytes(bytes)} of ${kilobytes(max)}`,
  );
}

function hasEmphasis(file) {
  return fs.existsSync(file) && /<(em|i|cite)\b/.test(fs.readFileSync(file, "utf8"));
}

function isItalic(url) {
  return /italic/i.test(url);
}

/** Runs in the page. */
function usesItalics() {
  const withText = [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
  );
  return withText.some((element) => getComputedStyle(element).fontStyle === "italic");
}
