import type { SourceModule } from "./source-module.ts";

/** The first way in circles from each module that has one, following what is left at run time. */
export function cycles(modules: readonly SourceModule[]): string[] {
  const targets = new Map(
    modules.map(({ path, arrows }) => [path, arrows.filter((arrow) => !arrow.isTypeOnly).map((arrow) => arrow.target)]),
  );
  const done = new Set<string>();
  const found: string[] = [];

  function walk(path: string, way: readonly string[]): void {
    const start = way.indexOf(path);
    if (start >= 0) {
      found.push(`${[...way.slice(start), path].join(" -> ")}: move what both need into a file of its own`);
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) {
      if (target !== null) walk(target, [...way, path]);
    }
    done.add(path);
  }

  for (const { path } of modules) walk(path, []);
  return found;
}
