import ts from "typescript";
import { lineOf, type SourceModule } from "./source-module.ts";

/**
 * Statements that do something when a module is loaded.
 *
 * Bundlers keep such a statement although nobody uses its result, so that one metric would ship all.
 */
export function impureTopLevel(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, syntax }) =>
    syntax.statements
      .filter((statement) => !isPureStatement(statement, syntax))
      .map((statement) => {
        const line = lineOf(syntax, statement);
        return `${path}:${line}: runs on import; write the value out, build it on first use, or wrap it as /* @__PURE__ */ (() => ...)()`;
      }),
  );
}

/** Exports without a name of their own. */
export function defaultExports(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, syntax }) =>
    syntax.statements
      .filter(isDefaultExport)
      .map((node) => `${path}:${lineOf(syntax, node)}: give the export a name; there are no default exports`),
  );
}

/** Files whose names are not words in small letters with hyphens. */
export function misnamedFiles(modules: readonly SourceModule[]): string[] {
  const wellNamed = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/)+[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.ts$/;
  return modules
    .filter(({ path }) => !wellNamed.test(path))
    .map(({ path }) => `${path}: name it in kebab-case after its main export`);
}

function isDefaultExport(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamedExports(node.exportClause)) {
    return node.exportClause.elements.some((element) => element.name.text === "default");
  }
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false)
  );
}

function isPureStatement(node: ts.Statement, syntax: ts.SourceFile): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause !== undefined;
  if (ts.isExportDeclaration(node) || ts.isFunctionDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isClassDeclaration(node)) return node.members.every(isPureMember);
  if (!ts.isVariableStatement(node)) return false;
  return node.declarationList.declarations.every(
    ({ initializer }) => initializer === undefined || isPure(initializer, syntax),
  );
}

/** No static initialisation, no decorators, no computed names: what a class does, it does when it is used. */
function isPureMember(member: ts.ClassElement): boolean {
  const isStatic =
    ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return !ts.isClassStaticBlockDeclaration(member) && !(isStatic && ts.isPropertyDeclaration(member));
}

function isPure(node: ts.Expression, syntax: ts.SourceFile): boolean {
  if (ts.isLiteralExpression(node) || ts.isIdentifier(node)) return true;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if ([ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind))
    return true;
  if (ts.isPrefixUnaryExpression(node)) return isPure(node.operand, syntax);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return isPure(node.expression, syntax);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isPure(element, syntax));
  if (ts.isObjectLiteralExpression(node)) return node.properties.every((property) => isPureProperty(property, syntax));
  return ts.isCallExpression(node) && isMarkedPure(node, syntax);
}

function isPureProperty(property: ts.ObjectLiteralElementLike, syntax: ts.SourceFile): boolean {
  if (ts.isPropertyAssignment(property))
    return !ts.isComputedPropertyName(property.name) && isPure(property.initializer, syntax);
  return ts.isShorthandPropertyAssignment(property) || ts.isMethodDeclaration(property);
}

function isMarkedPure(node: ts.CallExpression, syntax: ts.SourceFile): boolean {
  return /[@#]__PURE__/.test(syntax.text.slice(node.getFullStart(), node.getStart(syntax)));
}
