// Every template in every state and language: no violation of accessibility, no sideways scroll, a picture of each.
// The folder holds index.txt, which names pages as `{template}/{sample}/{lang}.html`, and what they load: `/assets/…`;
// and mails.txt, which names the HTML parts of mails as `mail/{sample}/{lang}.html`, each beside its text part in `.txt`.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { serve } from "./folder.mjs";
import { each } from "./report.mjs";

const PAGES_AT_ONCE = 2;
const HEIGHT_PX = 900;
const WIDE_PX = 1280;
const PHONE_PX = 390;
const NARROWEST_PX = 320;
const DARK_LANGUAGE = "en";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The source of axe, to be run in a page. */
export const axe = fs.readFileSync(fileURLToPath(new URL("node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");

/** Looks at every page and mail that is named; pictures go into a folder that is emptied first. */
export async function sampleProblems(browser, folder, screenshots) {
  const pages = named(folder, "index.txt").map((name) => ({ name, isDark: languageOf(name) === DARK_LANGUAGE }));
  const mails = named(folder, "mails.txt").map((name) => ({ name, isDark: true, isMail: true }));
  if (pages.length === 0 || mails.length === 0) return { pages: 0, mails: 0, problems: ["no sample to look at"] };

  fs.rmSync(screenshots, { recursive: true, force: true });
  const { server, origin } = await serve(folder);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const look = (sample) =>
    lookAt(context, { ...sample, origin, screenshots }).catch((error) => [
      `${sample.name}: ${error.message.split("\n")[0]}`,
    ]);
  const found = await each([...pages, ...mails], PAGES_AT_ONCE, look);
  await context.close();
  server.close();
  return { pages: pages.length, mails: mails.length, problems: found.flat() };
}

function named(folder, index) {
  const lines = fs.readFileSync(path.join(folder, index), "utf8").split("\n");
  return lines.map((line) => line.trim().replace(/^\.?\//, "")).filter(Boolean);
}

function languageOf(name) {
  return path.basename(name, ".html");
}

async function lookAt(context, { name, isDark, isMail, origin, screenshots }) {
  const page = await context.newPage();
  const picture = (kind) =>
    page.screenshot({ path: path.join(screenshots, `${name.replace(/\.html$/, "")}-${kind}.png`), fullPage: true });
  const problems = await open(page, origin, name);

  problems.push(...(await violations(page)), ...(await sideways(page, WIDE_PX)));
  await picture(WIDE_PX);
  problems.push(...(await sideways(page, PHONE_PX)));
  await picture(PHONE_PX);
  problems.push(...(await sideways(page, NARROWEST_PX)));
  if (isDark) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: WIDE_PX, height: HEIGHT_PX });
    problems.push(...(await violations(page)).map((problem) => `in the dark: ${problem}`));
    await picture(`${WIDE_PX}-dark`);
  }
  if (isMail) {
    await page.goto(`${origin}/${name.replace(/\.html$/, ".txt")}`);
    await picture("text");
  }
  await page.close();
  return problems.map((problem) => `${name}: ${problem}`);
}

async function open(page, origin, name) {
  const problems = [];
  page.on("response", (response) => {
    const asset = response.url().slice(origin.length);
    if (response.status() >= 400 && asset.startsWith("/assets/")) problems.push(`loads ${asset}, which is not there`);
  });
  await page.setViewportSize({ width: WIDE_PX, height: HEIGHT_PX });
  await page.emulateMedia({ colorScheme: "light" });
  const answer = await page.goto(`${origin}/${name}`, { waitUntil: "load" });
  if (answer.status() !== 200) problems.push("is in index.txt and not in the folder");
  await page.evaluate("document.fonts.ready");
  await page.evaluate(axe);
  return problems;
}

/** What axe finds on a page that it was run in. */
export async function violations(page) {
  const options = { runOnly: RULES, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}

/** Whether the page can be pushed sideways at this width, and by what. */
export async function sideways(page, width) {
  await page.setViewportSize({ width, height: HEIGHT_PX });
  const reach = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll("body *")].find(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return scrollWidth > clientWidth ? { scrollWidth, tag: wide?.localName, name: wide?.getAttribute("class") } : null;
  });
  if (!reach) return [];
  const element = `<${reach.tag} class="${reach.name ?? ""}">`;
  return [`scrolls sideways at ${width} px: is ${reach.scrollWidth} px wide, as is ${element}`];
}
