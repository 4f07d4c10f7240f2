import { roomOf, type SourceModule } from "./source-module.ts";

/** What a room may use. */
interface Room {
  /** Rooms whose values and types it may import, besides its own. */
  readonly values: readonly string[];
  /** Rooms of which it may import types alone. */
  readonly types: readonly string[];
  /** Packages. */
  readonly packages: readonly string[];
}

const domain = ["core", "numeric", "stats", "time"];
const metrics = ["survey", "churn", "clv", "tiers", "journey"];

/** Who may import whom: the table of `docs/the-house.md`. */
export const rooms: { readonly [room: string]: Room } = {
  core: room([]),
  numeric: room(["core"]),
  time: room(["core"], [], ["date-fns", "@date-fns/tz"]),
  stats: room(["core", "numeric"]),
  model: room([], ["core"]),
  survey: room(domain, ["model"]),
  churn: room(domain, ["model"]),
  clv: room(domain, ["model"]),
  tiers: room([...domain, "survey", "churn", "clv"], ["model"]),
  journey: room([...domain, "survey", "churn", "clv"], ["model"]),
  schema: room(["core"], ["model", "clv", "tiers"], ["zod"]),
  readers: room(["core", "time", "survey"], ["model"]),
  sql: room(["core"], ["model", "stats", "time", ...metrics]),
  charts: room(["core"], ["model", "stats", "time", ...metrics]),
  // What stands in `src` itself: the main door.
  index: room(["core", "time", ...metrics], ["model"]),
};

/** The arrows that the table does not have, each with what to do about it. */
export function wrongArrows(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, room: from, arrows }) => {
    const allowed = rooms[from];
    if (allowed === undefined)
      return [
        `${path}: there is no room "${from}" in test/architecture/rooms.ts; add it there and to docs/the-house.md`,
      ];
    return arrows.flatMap(({ specifier, target, isTypeOnly, line }) => {
      const at = `${path}:${line}`;
      if (target === null) {
        if (allowed.packages.includes(packageOf(specifier))) return [];
        return [`${at}: ${from} may not import the package "${specifier}"; ${whereInstead(packageOf(specifier))}`];
      }
      if (!target.endsWith(".ts")) return [`${at}: write "${specifier}" with its ending, .ts`];
      const to = roomOf(target);
      if (to === from || allowed.values.includes(to)) return [];
      if (!allowed.types.includes(to)) return [`${at}: ${from} may not import ${to}; it may import ${listed(allowed)}`];
      return isTypeOnly ? [] : [`${at}: ${from} may import only types of ${to}; write "import type"`];
    });
  });
}

function room(values: readonly string[], types: readonly string[] = [], packages: readonly string[] = []): Room {
  return { values, types, packages };
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function whereInstead(name: string): string {
  const owner = Object.keys(rooms).find((candidate) => rooms[candidate]!.packages.includes(name));
  return owner === undefined
    ? "the library has no such dependency"
    : `only ${owner} does, so ask ${owner} for what you need`;
}

function listed({ values, types }: Room): string {
  const parts = [...values, ...types.map((name) => `types of ${name}`)];
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
