/** What a user can put right: said in one line, without a stack. */
export class Problem extends Error {
  /** 1: a file cannot be read or written. 2: the command does not say what the file means. */
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
