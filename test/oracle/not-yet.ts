/**
 * What the oracles know and the library does not compute yet. It only gets shorter.
 *
 * A name is a topic, `folder/topic` where two folders share one, or `topic#field` for one field.
 */
export const notYet: readonly { readonly reason: string; readonly names: readonly string[] }[] = [
  {
    reason: "several answers of one customer, drivers and reliability of several items: not built",
    names: [
      "export-samples#npsLatestPerPerson",
      "export-samples#npsLatestPerCustomer",
      "export-samples#boughtAgainRateByNps",
      "real-mobi#rSquared",
      "real-mobi#adjustedRSquared",
      "real-mobi#lmg",
      "real-mobi#johnsonRelativeWeights",
      "real-mobi#firstR2",
      "real-mobi#lastR2",
      "real-mobi#standardisedBeta",
      "real-mobi#pratt",
      "real-mobi#coefficients",
      "real-mobi#coefficientStandardErrors",
      "real-mobi#coefficientPValues",
      "real-mobi#vif",
      "real-mobi#pearson",
      "real-mobi#spearman",
      "real-mobi#kendallTauB",
      "real-mobi#cronbachAlpha",
    ],
  },
  {
    reason: "comparisons, trends and drivers of scores: not built",
    names: [
      "account-nps",
      "contribution",
      "key-drivers",
      "mean-comparisons",
      "multinomial-simultaneous",
      "multiple-comparisons",
      "nps-bayes-compare",
      "nps-paired",
      "nps-permutation-exact",
      "nps-rolling",
      "nps-sample-size",
      "nps-two-sample",
      "outcome-link",
      "proportion-sample-size",
      "proportion-trend",
      "reason-contribution",
      "repeat-respondents",
      "scale-conversion",
      "score-trend",
      "two-proportions",
      "two-sample-alternatives",
    ],
  },
];
