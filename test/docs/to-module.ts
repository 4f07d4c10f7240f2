import ts from "typescript";
import { isReadable } from "./matches.ts";

/**
 * Turns an example into a module that checks itself; every line stays where it was.
 *
 * `expr; // => literal` becomes a check of the value, `expr; // throws CODE` one of the error. A
 * literal may go on over the next comment lines, and may begin on the line after the expression.
 */
export function toModule(code: string): string {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  let module = "";
  let copied = 0;
  for (const statement of file.statements) {
    const claim = claimAfter(code, statement.end);
    if (claim === null) continue;
    const expression = checkedExpression(statement);
    if (expression === null)
      throw new Error(
        `"// ${claim.kind === "gives" ? "=>" : "throws"}" must follow an expression: ${statement.getText(file)}`,
      );
    const line = file.getLineAndCharacterOfPosition(statement.getStart(file)).line + 1;
    module += code.slice(copied, statement.getStart(file));
    module += `await $example.${claim.kind}(async () => (${expression.getText(file)}), ${JSON.stringify(claim.text)}, ${line});`;
    copied = statement.end;
  }
  return `import * as $example from "../test/docs/checks.ts"; ${module}${code.slice(copied)}\nexport {};\n`;
}

interface Claim {
  readonly kind: "gives" | "throws";
  readonly text: string;
}

function checkedExpression(statement: ts.Statement): ts.Expression | null {
  if (!ts.isExpressionStatement(statement)) return null;
  const { expression } = statement;
  const isLog =
    ts.isCallExpression(expression) &&
    expression.expression.getText() === "console.log" &&
    expression.arguments.length === 1;
  return isLog ? expression.arguments[0]! : expression;
}

/** The claim in the comments that directly follow a statement. */
function claimAfter(code: string, end: number): Claim | null {
  const after = /^[ \t]*(?:\n[ \t]*)?\/\/ ?(=>|throws)[ \t]*(.*)/.exec(code.slice(end));
  if (after === null) return null;
  if (after[1] === "throws") return { kind: "throws", text: after[2]!.trim() };
  let text = after[2]!.trim();
  for (const line of code.slice(end + after[0].length + 1).split("\n")) {
    const more = /^[ \t]*\/\/(?! ?(?:=>|throws))(.*)/.exec(line);
    if (isReadable(text) || more === null) break;
    text += `\n${more[1]!}`;
  }
  if (!isReadable(text)) throw new Error(`"// => ${text}" is not a JavaScript literal`);
  return { kind: "gives", text };
}
