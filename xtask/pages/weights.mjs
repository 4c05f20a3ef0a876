// What a page weighs on a bad line: HTML and CSS as they are sent, without fonts and pictures.

const WIRE_BYTES_MAX = 25_000;

const KINDS = {
  home: /^\/[^/]+\/$/,
  commentary: /^\/[^/]+\/editions\/[^/]+\/[^/]+\/$/,
};

/** Weighs every home and commentary, prints the heaviest of each language. */
export async function weightProblems(site) {
  const problems = [];
  for (const [kind, shape] of Object.entries(KINDS)) {
    for (const language of site.languages) {
      const places = site.paths.filter((path) => shape.test(path) && path.startsWith(`/${language}/`));
      const weighed = await Promise.all(places.map(async (path) => ({ path, bytes: await weigh(site, path) })));
      const heaviest = weighed.sort((one, other) => other.bytes - one.bytes)[0];
      if (!heaviest) {
        problems.push(`/${language}/: no ${kind} to weigh`);
        continue;
      }
      console.log(
        `weight: ${kind} ${language} ${kilobytes(heaviest.bytes)} of ${kilobytes(WIRE_BYTES_MAX)} (${heaviest.path})`,
      );
      const over = weighed.filter(({ bytes }) => bytes > WIRE_BYTES_MAX);
      problems.push(
        ...over.map(({ path, bytes }) => `${path}: weighs ${kilobytes(bytes)}, more than ${kilobytes(WIRE_BYTES_MAX)}`),
      );
    }
  }
  return problems;
}

async function weigh(site, path) {
  const { page, wire } = await site.visit(path);
  const sheets = (page?.links ?? []).filter(({ rel }) => rel === "stylesheet");
  const weights = await Promise.all(
    sheets.map(async ({ to }) => (await site.visit(new URL(to, site.origin + path).pathname)).wire),
  );
  return weights.reduce((sum, bytes) => sum + bytes, wire);
}

export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
