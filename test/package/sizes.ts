/** What a program may weigh, minified and gzipped, and what may not be in it. */
export interface Ceiling {
  readonly name: string;
  readonly program: string;
  /** Bytes. Raise one only with the reason beside it. */
  readonly limit: number;
  /** The only packages that it may hold. */
  readonly packages: readonly string[];
  /** Packages that are not weighed, as the user has them anyway. */
  readonly external?: readonly string[];
}

const own = "customer-metrics";

/** The ceilings: what one asks for alone, and each door as a whole. */
export const ceilings: readonly Ceiling[] = [
  // The promise to users: the most used metric costs less than an icon. Counting, adjusted Wald, checks with messages.
  only("nps", own, 1500),
  only("nps", `${own}/survey`, 1500),
];

function only(name: string, door: string, limit: number): Ceiling {
  return { name: `${name} from ${door}`, program: `export { ${name} } from "${door}";`, limit, packages: [own] };
}
