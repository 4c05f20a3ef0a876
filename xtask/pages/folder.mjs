// A folder as a site, for pages that are files.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Serves until closed; gives the server and its origin. */
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, "http://folder").pathname)));
    fs.readFile(file, (error, bytes) => {
      response.writeHead(error ? 404 : 200, {
        "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      });
      response.end(error ? "not there" : bytes);
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}
