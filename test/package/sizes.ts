/** What a program may weigh, minified and gzipped, and what may be in it. */
export interface Ceiling {
  readonly name: string;
  readonly program: string;
  /** Bytes. Raise one only with the reason beside it. */
  readonly limit: number;
  /** The packages that are in it, and no other: no zod and no date-fns in what does not need them. */
  readonly packages: readonly string[];
  /** Packages that are not weighed, as the user has them anyway. */
  readonly external?: readonly string[];
}

const own = "customer-metrics";

/** The ceilings: what one asks for alone, and each door as a whole. What is not a promise is as measured, and some 7 %. */
export const ceilings: readonly Ceiling[] = [
  // The promise of the README: counting, NPS, adjusted Wald, and checks with messages.
  only("nps", own, 1500),
  only("nps", `${own}/survey`, 1500),
  // Counting alone, with the fast ways in and every reason to leave an answer out.
  only("tallyScores", own, 1500),
  // Wilson, and the t interval of a mean, which needs the incomplete beta function (4 kB).
  only("csat", `${own}/survey`, 6700),
  only("ces", `${own}/survey`, 7000),
  only("scoreSummary", `${own}/survey`, 5900),
  // The posterior needs the incomplete beta function and quadrature.
  only("npsBayes", `${own}/survey`, 6300),
  // A seeded generator and exact binomial draws.
  only("npsBootstrap", `${own}/survey`, 3300),
  // Calendar periods need a time zone; @date-fns/tz reads it from Intl, there are no tables.
  only("byPeriod", own, 4100, ["@date-fns/tz", own]),
  // What a catch block needs.
  only("isMetricError", own, 150),
  // Life tables and presets come as values; the rest is arithmetic, Wilson and checks.
  only("churnRate", `${own}/churn`, 5100),
  // Periods, exact integers in two number types, the tie-out.
  only("mrrMovements", `${own}/churn`, 11_500, ["@date-fns/tz", own]),
  only("retentionTable", `${own}/churn`, 11_000, ["@date-fns/tz", own]),
  // Reading columns, sorting, bands, quantiles, restricted mean.
  only("kaplanMeier", `${own}/churn`, 5900),
  only("coxRegression", `${own}/churn`, 12_800),
  // Rows, currencies, exact sums, costs by kind, discounting to a date.
  only("historicValue", `${own}/clv`, 9900),
  only("formulaLifetimeValue", `${own}/clv`, 3200),
  // Periods in a zone, refunds, exact sums in any order.
  only("rfmSummary", `${own}/clv`, 8700, ["@date-fns/tz", own]),
  // A fit brings the whole process of its model: likelihood, optimiser, limits, and what simulates it.
  only("fitMbgNbd", `${own}/clv`, 17_800),
  only("fitParetoNbd", `${own}/clv`, 16_400),
  only("fitGammaGamma", `${own}/clv`, 6600),
  // Whatever model the fit is of: all four.
  only("probabilityAlive", `${own}/clv`, 17_500),
  only("customerLifetimeValues", `${own}/clv`, 19_800),
  // Value so far, summaries, four purchase models, spend, lifetime value, and what tests them.
  door(`${own}/clv`, 73_000, ["@date-fns/tz", own]),
  // Rules, every completion of what is missing, sentences.
  only("classifyTier", `${own}/tiers`, 4900),
  only("tierEconomics", `${own}/tiers`, 3300),
  // Exact sums, and quantiles of Student's t for the interval of Gini.
  only("concentration", `${own}/tiers`, 7300),
  only("rfmScores", `${own}/tiers`, 3900),
  door(`${own}/tiers`, 41_600),
  // Verdicts, latency with Kaplan-Meier, linked answers, groups, periods.
  only("momentOfTruthScorecard", `${own}/journey`, 17_000, ["@date-fns/tz", own]),
  only("journeyFunnel", `${own}/journey`, 6400),
  only("markovAttribution", `${own}/journey`, 2700),
  only("promiseVerdict", `${own}/journey`, 3100),
  // Promises, journeys, attribution, audits, four templates, ways in and out.
  door(`${own}/journey`, 62_000, ["@date-fns/tz", own]),
  // All of churn, retention, survival and projection.
  door(`${own}/churn`, 68_000, ["@date-fns/tz", own]),
  // All survey metrics with all intervals, weighting, presets, tables of counts and checks of every option.
  door(`${own}/survey`, 22_500),
  // Survey, churn, lifetime value, tiers, journeys, core and periods: what nobody ships, as each import is shaken out of it.
  door(own, 225_000, ["@date-fns/tz", own]),
  // Eight formats, cells and dates.
  door(`${own}/readers`, 9600, ["@date-fns/tz", own]),
  // The schemas themselves, their JSON Schemas, the checks of a whole data set; `import * as z` keeps what zod brings to 27 kB (93 kB as `{ z }`).
  { ...door(`${own}/schema`, 14_700), external: ["zod"] },
  { ...door(`${own}/schema`, 47_000, [own, "zod"]), name: `${own}/schema with zod` },
];

function only(name: string, from: string, limit: number, packages: readonly string[] = [own]): Ceiling {
  return { name: `${name} from ${from}`, program: `export { ${name} } from "${from}";`, limit, packages };
}

function door(from: string, limit: number, packages: readonly string[] = [own]): Ceiling {
  return { name: from, program: `export * from "${from}";`, limit, packages };
}
