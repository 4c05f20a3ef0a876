// The demo's mailbox: node mailbox.mjs ORIGIN WORK SCREENSHOTS
// Its pages are looked at and left in WORK/html for the validator, its mails in WORK/mailbox for those who read mails.

import fs from "node:fs";
import path from "node:path";

import { chromium } from "playwright-core";

import { report } from "./report.mjs";
import { axe, sideways, violations } from "./samples.mjs";
import { get } from "./wire.mjs";

const WIDTHS_PX = [1280, 390, 320];
const PLACES = ["/mailbox/", "/mailbox/1/", "/mailbox/no-such-mail/"];

const [origin, work, screenshots] = process.argv.slice(2);
const { mails } = JSON.parse((await get(`${origin}/mailbox.json`)).body.toString());
const problems = mails.length > 0 ? [] : ["/mailbox.json: holds no mail"];
fs.mkdirSync(path.join(work, "mailbox"), { recursive: true });
mails.forEach(({ source }, place) => fs.writeFileSync(path.join(work, "mailbox", `${place + 1}.eml`), source));

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath, args });
try {
  for (const at of PLACES) {
    const { body } = await get(origin + at);
    const file = path.join(work, "html", at, "index.html");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, body);
    const found = await looked(at);
    problems.push(...found.map((problem) => `${at}: ${problem}`));
  }
} finally {
  await browser.close();
}
report(`mailbox, ${mails.length} mails`, problems);

async function looked(at) {
  const page = await browser.newPage();
  await page.goto(origin + at, { waitUntil: "load" });
  await page.evaluate(axe);
  const found = [];
  for (const width of WIDTHS_PX) {
    found.push(...(await sideways(page, width)));
    await page.screenshot({ path: path.join(screenshots, at, `en-${width}.png`), fullPage: true });
  }
  found.push(...(await violations(page)));
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await violations(page)).map((problem) => `in the dark: ${problem}`));
  await page.screenshot({ path: path.join(screenshots, at, "en-320-dark.png"), fullPage: true });
  await page.close();
  return found;
}
