import type { Command } from "./report.ts";

/** The command of these arguments for a shell; an option stays with its value. */
export function shellCommand(args: readonly string[]): Command {
  const pieces = ["npm run demo --"];
  for (const argument of args) {
    const last = pieces.at(-1)!;
    const waitsForValue = /^--[\w-]+$/.test(last) && !argument.startsWith("--");
    if (waitsForValue) pieces[pieces.length - 1] = `${last} ${quote(argument)}`;
    else pieces.push(quote(argument));
  }
  return pieces;
}

function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
