import ts from "typescript";

/** What a user can import and cannot read about: symbols of the doors without a comment, functions without an example. */
export function undocumented(doors: readonly string[]): string[] {
  const { config } = ts.readConfigFile("tsconfig.json", (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const program = ts.createProgram([...doors], options);
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  for (const door of doors) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(door)!);
    if (module === undefined) found.add(`${door}: a door that exports nothing`);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const complaint = complaintAbout(original(exported, checker), checker);
      if (complaint !== null) found.add(complaint);
    }
  }
  return [...found];
}

function complaintAbout(symbol: ts.Symbol, checker: ts.TypeChecker): string | null {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return null;
  const syntax = declaration.getSourceFile();
  const line = syntax.getLineAndCharacterOfPosition(declaration.getStart()).line + 1;
  const at = `${ts.sys.resolvePath(syntax.fileName).slice(ts.sys.getCurrentDirectory().length + 1)}:${line}: ${symbol.name}`;
  if (symbol.getDocumentationComment(checker).length === 0)
    return `${at} has no doc comment; say in a line what it means`;
  const isFunction = checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures().length > 0;
  if (!isFunction) return null;
  const examples = symbol.getJsDocTags(checker).filter((tag) => tag.name === "example");
  const hasExample = examples.some((tag) => ts.displayPartsToString(tag.text).includes("```ts"));
  return hasExample ? null : `${at} has no @example with a ts fence; show a call and what it gives`;
}

function original(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
