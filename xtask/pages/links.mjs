// Every link within the site leads somewhere, to the very fragment; and nothing is loaded from anywhere else.

import { each } from "./report.mjs";

const REQUESTS_AT_ONCE = 8;

export async function linkProblems(site) {
  const links = [...(await linksOfPages(site)), ...(await linksOfStyles(site))];
  const problems = links
    .filter(({ loads, path }) => loads && !path)
    .map(({ from, to }) => `${from}: loads ${to} from another host`);

  const places = new Map(); // path and fragment → where it was first seen
  for (const { from, path, fragment } of links) {
    if (path && !places.has(path + fragment)) places.set(path + fragment, { from, path, fragment });
  }
  const came = await each([...places.values()], REQUESTS_AT_ONCE, (place) => placeProblem(site, place));
  return [...problems, ...came.filter(Boolean)];
}

async function linksOfPages(site) {
  const links = [];
  for (const from of site.paths) {
    const { page } = await site.visit(from);
    if (!page) continue;
    const canonical = page.links.find(({ rel }) => rel === "canonical")?.to;
    const hosts = [site.origin, canonical ? new URL(canonical, site.origin).origin : site.origin];
    links.push(
      ...page.links.map(({ to, loads, rel }) => ({ from, to, loads, rel, ...within(to, site.origin + from, hosts) })),
    );
  }
  return links.filter(({ to }) => !/^(mailto|tel|data):/i.test(to));
}

async function linksOfStyles(site) {
  const sheets = new Set(
    (await linksOfPages(site)).filter(({ rel, path }) => rel === "stylesheet" && path).map(({ path }) => path),
  );
  const links = [];
  for (const from of sheets) {
    const css = (await site.visit(from)).body.toString();
    const named = [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)]
      .map(([, to]) => to)
      .filter((to) => !to.startsWith("data:"));
    links.push(...named.map((to) => ({ from, to, loads: true, ...within(to, site.origin + from, [site.origin]) })));
  }
  return links;
}

/** Path (with its query) and fragment of a link that stays on the site; no path for one that leaves. */
function within(to, base, hosts) {
  const url = URL.canParse(to, base) ? new URL(to, base) : null;
  if (!url || !hosts.includes(url.origin)) return { path: null, fragment: "" };
  return { path: url.pathname + url.search, fragment: url.hash };
}

async function placeProblem(site, { from, path, fragment }) {
  const { status, page } = await site.visit(path);
  if (status >= 400) return `${from}: links to ${path}, which answers ${status}`;
  const id = decodeURIComponent(fragment.slice(1));
  const named = id === "" || id === "top" || !page || page.ids.has(id);
  return named ? null : `${from}: links to ${path}${fragment}, and there is no such id`;
}
