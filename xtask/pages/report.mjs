// How every script here ends: each problem on a line of its own, a count, and an exit code.

export function report(what, problems) {
  for (const problem of problems) console.log(`error: ${problem}`);
  console.log(`${what}: ${problems.length === 0 ? "nothing wrong" : `${problems.length} to put right`}`);
  if (problems.length > 0) process.exitCode = 1;
}

/** Works on every item, so many at a time, and gives what came of each, in order. */
export async function each(items, atOnce, work) {
  const came = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const mine = next++;
      came[mine] = await work(items[mine]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return came;
}
