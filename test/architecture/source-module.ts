import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** An arrow from one file to another, or to a package. */
export interface Arrow {
  /** As written: `../core/state.ts`, `date-fns`. */
  readonly specifier: string;
  /** The file it leads to, `src/core/state.ts`, or `null` for a package. */
  readonly target: string | null;
  /** Whether nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** A source file, as the rules of the house see it. */
export interface SourceModule {
  /** From the root of the repository, with `/`: `src/core/state.ts`. */
  readonly path: string;
  /** The folder below `src`, or `index` for the files that stand in `src` itself. */
  readonly room: string;
  readonly arrows: readonly Arrow[];
  readonly syntax: ts.SourceFile;
}

/** Every module below `src`. */
export function readSourceModules(): SourceModule[] {
  const names = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const paths = names.map((name) => `src/${name.replaceAll("\\", "/")}`);
  return paths.sort().map((path) => parseModule(path, readFileSync(path, "utf8")));
}

/** A module out of its text. */
export function parseModule(path: string, text: string): SourceModule {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, room: roomOf(path), arrows: arrowsOf(path, syntax), syntax };
}

/** The room that a file is in. */
export function roomOf(path: string): string {
  const parts = path.split("/");
  return parts.length > 2 ? parts[1]! : "index";
}

/** The line of a node, as editors count. */
export function lineOf(syntax: ts.SourceFile, node: ts.Node): number {
  return syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;
}

function arrowsOf(path: string, syntax: ts.SourceFile): Arrow[] {
  const arrows: Arrow[] = [];
  const add = (literal: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (literal === undefined || !ts.isStringLiteralLike(literal)) return;
    const specifier = literal.text;
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : null;
    arrows.push({ specifier, target, isTypeOnly, line: lineOf(syntax, literal) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return arrows;
}
