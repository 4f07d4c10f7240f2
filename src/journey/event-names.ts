/** Numbers names in the order they come in; any text is a safe name. */
export interface NameCodes {
  /** The code of a cell of a column, or −1 where it names nothing. */
  readonly codeOf: (cell: unknown) => number;
  /** Names by code. */
  readonly names: readonly string[];
}

/**
 * @param rows - how many cells will come: numbers up to a few times that are looked up in a table
 * @param dictionary - names of numbers; without it a number is its own name
 */
export function nameCodes(rows: number, dictionary?: ArrayLike<string>): NameCodes {
  const known = new Map<string, number>();
  const names: string[] = [];
  let table: Int32Array | null = null;
  // Events of one case often stand together, and of an id that is the same string the comparison is free.
  let last: unknown;
  let lastCode = -1;

  const ofText = (text: unknown): number => {
    if (typeof text !== "string" || text === "") return -1;
    let code = known.get(text);
    if (code === undefined) {
      code = names.length;
      known.set(text, code);
      names.push(text);
    }
    return code;
  };
  const ofNumber = (value: number): number => {
    if (!Number.isSafeInteger(value) || value < 0) return -1;
    if (dictionary !== undefined && value >= dictionary.length) return -1;
    table ??= new Int32Array(dictionary?.length ?? 4 * rows + 1024);
    if (value >= table.length) return ofText(String(value));
    if (table[value] === 0) table[value] = ofText(dictionary === undefined ? String(value) : dictionary[value]) + 1;
    return table[value]! - 1;
  };
  return {
    names,
    codeOf: (cell) => {
      if (cell === last && last !== undefined) return lastCode;
      last = cell;
      lastCode = typeof cell === "number" ? ofNumber(cell) : ofText(cell);
      return lastCode;
    },
  };
}
