// The Nu validator over every page in some folders, in one process: node nu.mjs FOLDER…

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { report } from "./report.mjs";

const OUTPUT_BYTES_MAX = 64_000_000;

const jar = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const folders = process.argv.slice(2).map((folder) => path.resolve(folder));
const pages = folders.flatMap((folder) =>
  fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")),
);

const options = ["--errors-only", "--format", "json", "--stdout", "--skip-non-html"];
const { stdout, stderr, error } = spawnSync("java", ["-jar", jar, ...options, ...folders], {
  encoding: "utf8",
  maxBuffer: OUTPUT_BYTES_MAX,
});
if (error) throw error;

const problems = messages().map(({ url, lastLine, message }) => `${place(url)}:${lastLine ?? 1}: ${message}`);
if (pages.length === 0) problems.push("no page to validate");
report(`validator, ${pages.length} pages`, problems);

function messages() {
  try {
    return JSON.parse(stdout).messages.filter(({ type }) => type !== "info");
  } catch {
    throw new Error(`the validator did not answer in JSON\n${stdout}${stderr}`);
  }
}

function place(url) {
  const file = url ? fileURLToPath(url) : "?";
  const folder = folders.find((one) => file.startsWith(one)) ?? "";
  return file.slice(folder.length);
}
