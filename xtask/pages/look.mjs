// Opens pages in Chromium: those of the running demo, then every sample: node look.mjs ORIGIN WORK SAMPLES SCREENSHOTS

import fs from "node:fs";
import path from "node:path";

import { chromium } from "playwright-core";

import { readerProblems } from "./readers.mjs";
import { report } from "./report.mjs";
import { sampleProblems } from "./samples.mjs";

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

const [origin, work, samples, screenshots] = process.argv.slice(2);
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
const browser = await chromium.launch({ executablePath, args: QUIET });
try {
  const paths = fs.readFileSync(path.join(work, "permalinks.txt"), "utf8").split("\n").filter(Boolean);
  report("readers", await readerProblems(browser, origin, paths, path.join(work, "html")));
  const { pages, mails, problems } = await sampleProblems(browser, samples, screenshots);
  report(`samples, ${pages} pages and ${mails} mails`, problems);
} finally {
  await browser.close();
}
