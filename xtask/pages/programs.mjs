// What mail programs make of our mails, by caniemail's data: node programs.mjs SAMPLES
// SAMPLES holds mails.txt, which names the HTML parts. What no program on the list may lack stands in programs.json, with
// the reason why the mail holds without it; anything else that one of them lacks fails, and so does a reason that is no
// longer needed.

import fs from "node:fs";
import path from "node:path";

import { caniemail } from "caniemail";

import { report } from "./report.mjs";

const PROGRAMS = ["outlook.*", "gmail.*", "apple-mail.*", "yahoo.*", "mail-ru.*"];

const [folder] = process.argv.slice(2);
const exceptions = JSON.parse(fs.readFileSync(new URL("programs.json", import.meta.url), "utf8"));
const mails = fs.readFileSync(path.join(folder, "mails.txt"), "utf8").split("\n").filter(Boolean);

/** `feature in program` → the first mail that has it. */
const lacking = new Map();
for (const mail of mails) {
  const html = fs.readFileSync(path.join(folder, mail), "utf8");
  for (const [feature, program] of lacked(html)) {
    const what = `${feature} in ${program}`;
    if (!lacking.has(what)) lacking.set(what, mail);
  }
}

const excepted = exceptions.flatMap(({ feature, programs }) => programs.map((program) => `${feature} in ${program}`));
const problems = [...lacking].filter(([what]) => !excepted.includes(what)).map(([what, mail]) => `${mail}: no ${what}`);
problems.push(...excepted.filter((what) => !lacking.has(what)).map((what) => `programs.json: no longer needed: ${what}`));
problems.push(...exceptions.filter(({ reason }) => !reason).map(({ feature }) => `programs.json: no reason: ${feature}`));
if (mails.length === 0) problems.push("no mail to look at");
report(`mail programs, ${mails.length} mails, ${exceptions.length} features that some lack`, problems);

/** Each feature of a mail with each program that does not have it; what its media queries hold, too. */
function lacked(html) {
  const within = [...html.matchAll(/@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)/g)].map(([, rules]) => rules).join("\n");
  const looked = [caniemail({ clients: PROGRAMS, html })];
  if (within.trim()) looked.push(caniemail({ clients: PROGRAMS, css: within }));
  return looked.flatMap(({ issues }) =>
    [...issues.errors.entries()].flatMap(([program, lacks]) => [...lacks].map(({ title }) => [title, program])),
  );
}
