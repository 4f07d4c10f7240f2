/** One known answer, as its file gives it. */
export interface OracleCase {
  /** The name of the case in its file. */
  readonly id: string;
  /** The model that the case or its file names, if any. */
  readonly model?: string | undefined;
  /** What is asked, in the words of the file. */
  readonly inputs: unknown;
  /** What is known; an adapter may look at which fields are wanted, never at their values. */
  readonly expected: unknown;
  /** The folder of the file, with which paths in `inputs` are resolved. */
  readonly folder: string;
}

/**
 * Asks the library what a case asks and answers in the field names of the oracle.
 *
 * It renames and reshapes and holds no arithmetic: what it needs belongs to the library. A field it
 * leaves out (or `undefined`) is reported as unsupported, and a MetricError it throws is compared
 * with `expected.error`.
 */
export type Adapter = (oracleCase: OracleCase) => unknown;
