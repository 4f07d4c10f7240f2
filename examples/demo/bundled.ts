/** The commands behind `npm run demo` without arguments: each shows one of the exports in `examples/data`. */
export const bundled: readonly (readonly string[])[] = [
  [
    "examples/data/qualtrics-relationship.csv",
    "--question", "nps:Q1:0-10",
    "--question", "csat:Q2:1-5:2",
    "--question", "ces:Q3:1-7:high-is-easy",
    "--segment", "Plan",
    "--time-zone", "America/Denver",
  ],
  ["examples/data/zendesk-ratings.json", "--segment", "group_id", "--time-zone", "UTC"],
  [
    "examples/data/shop-survey.csv",
    "--question", "nps:Would you recommend us?:0-10",
    "--question", "csat:How satisfied were you?:1-5:2",
    "--skip", "no answer",
    "--id", "Receipt",
    "--segment", "Store",
    "--date", "Date",
    "--date-format", "dmy,iso",
    "--time-zone", "Europe/Berlin",
  ],
];
