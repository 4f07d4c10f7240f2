import ts from "typescript";
import { lineOf, type SourceModule } from "./source-module.ts";

/** Globals that make a result depend on the machine, the moment or luck. */
const forbiddenGlobals: { readonly [name: string]: string } = {
  performance: "take an instant as an argument",
  process: "take it as an argument",
  navigator: "take it as an argument",
  globalThis: "take it as an argument",
  crypto: "use the seeded generator of numeric",
  setTimeout: "leave time to the caller",
  setInterval: "leave time to the caller",
};

const forbiddenMembers: { readonly [expression: string]: string } = {
  "Date.now": "take an instant as an argument, such as asOf",
  "Math.random": "use the seeded generator of numeric",
};

/** Date methods that answer in the zone of the host. */
const hostZoneMethods =
  /^(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$|^getTimezoneOffset$/;

/** Methods that answer in the language of the host unless told otherwise. */
const hostLocaleMethods = /^toLocale|^localeCompare$/;

/** Where a module reads a clock, luck, the host's zone, its language or its environment. */
export function hiddenInputs(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, room, syntax }) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const complaint = complaintAbout(node, room);
      if (complaint !== null) found.push(`${path}:${lineOf(syntax, node)}: ${complaint}`);
      ts.forEachChild(node, visit);
    };
    visit(syntax);
    return found;
  });
}

function complaintAbout(node: ts.Node, room: string): string | null {
  if (ts.isNewExpression(node) && isNamed(node.expression, "Date")) {
    const { length } = node.arguments ?? [];
    if (length === 0) return "new Date() reads the clock; take an instant as an argument";
    if (length > 1) return "new Date(year, month, ...) is in the zone of the host; use src/time";
  }
  if (ts.isCallExpression(node) && isNamed(node.expression, "Date"))
    return "Date() reads the clock; take an instant as an argument";
  if (ts.isPropertyAccessExpression(node)) return complaintAboutMember(node, room);
  if (ts.isIdentifier(node) && isGlobalUse(node) && Object.hasOwn(forbiddenGlobals, node.text)) {
    return `${node.text} is of the host; ${forbiddenGlobals[node.text]}`;
  }
  return null;
}

function complaintAboutMember(node: ts.PropertyAccessExpression, room: string): string | null {
  const text = node.getText();
  const member = node.name.text;
  if (Object.hasOwn(forbiddenMembers, text)) return `${text}: ${forbiddenMembers[text]}`;
  if (hostZoneMethods.test(member))
    return `${member} answers in the zone of the host; use its UTC namesake, or src/time`;
  if (hostLocaleMethods.test(member))
    return `${member} answers in the language of the host; compare code units, format in examples`;
  if (isNamed(node.expression, "Intl")) {
    if (room !== "time") return `${text}: only src/time knows calendars; ask it`;
    const call = node.parent;
    const { length } = ts.isNewExpression(call) || ts.isCallExpression(call) ? (call.arguments ?? []) : [1, 1];
    if (length < 2) return `${text} without options is of the host; name locale and timeZone`;
  }
  return null;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** Whether an identifier is a value looked up by that name, and not a member, a key or a declaration so called. */
function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) &&
    parent.name === node
  )
    return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  return !ts.isTypeNode(parent) && !ts.isTypeElement(parent) && !isOwn(node);
}

/** Whether the name is one that the module gave: of a parameter, a variable, or a part of either. */
function isOwn(node: ts.Identifier): boolean {
  for (let scope: ts.Node = node.parent; scope !== undefined; scope = scope.parent) {
    if (declarationsIn(scope).some((declaration) => declares(declaration.name, node.text))) return true;
  }
  return false;
}

function declarationsIn(scope: ts.Node): readonly (ts.ParameterDeclaration | ts.VariableDeclaration)[] {
  if (ts.isFunctionLike(scope)) return scope.parameters.filter(ts.isParameter);
  if (ts.isForOfStatement(scope) || ts.isForStatement(scope) || ts.isForInStatement(scope)) {
    return scope.initializer && ts.isVariableDeclarationList(scope.initializer) ? scope.initializer.declarations : [];
  }
  if (!(ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope))) return [];
  return [...scope.statements]
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
}

function declares(name: ts.BindingName, text: string): boolean {
  if (ts.isIdentifier(name)) return name.text === text;
  return name.elements.some((element) => ts.isBindingElement(element) && declares(element.name, text));
}
