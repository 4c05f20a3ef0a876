// One request, as a browser without a cache makes it, and how many bytes the answer took on the wire.

import http from "node:http";
import zlib from "node:zlib";

const TIMEOUT_MS = 30_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

/** Redirects are not followed. `wire` counts the body as it was sent, `body` is it unpacked. */
export function get(url) {
  const options = { agent, timeout: TIMEOUT_MS, headers: { "accept-encoding": "gzip" } };
  return new Promise((resolve, reject) => {
    const request = http.get(url, options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(answer(response, Buffer.concat(chunks))));
    });
    request.on("timeout", () => request.destroy(new Error(`no answer in ${TIMEOUT_MS} ms: ${url}`)));
    request.on("error", reject);
  });
}

function answer({ statusCode, headers }, sent) {
  const body = headers["content-encoding"] === "gzip" ? zlib.gunzipSync(sent) : sent;
  const type = (headers["content-type"] ?? "").split(";")[0].trim();
  return { status: statusCode, headers, type, wire: sent.length, body };
}
