import { formats } from "./formats.ts";

/** The text of `--help`. */
export function help(): string {
  return `Survey exports in; NPS, CSAT and CES with intervals, counts and definitions out.

  npm run demo                        the exports in examples/data
  npm run demo -- FILE… [options]     your own: CSV, TSV or JSON

What is asked (a scale is never guessed)
  --question METRIC:COLUMN:SCALE[:OPTIONS]      as often as there are questions
        nps:Q1:0-10                   promoters less detractors
        csat:Q2:1-10:2                share of the top 2 points
        ces:Q3:1-7:high-is-easy       mean; what a high answer means is required
        enps:Q1:0-10                  hidden below 5 answers, never split
    SCALE    0-10, 1-5, 1-7 … or binary (yes and no, good and bad)
    OPTIONS  topBox=2 (or 2), bottomBox=2, detractorTo=6, passiveTo=8,
             easyFrom=5, difficultTo=3, direction=low-is-good, value=mean …
  --metric nps --column Q1 --scale 0-10 [--top 2] [--direction …]
                                      the same for one question
  --labels "Low=1,Medium=2,High=3"    answers in words
  --skip "-99,no answer"              more cells that stand for no answer
  --count COLUMN                      a frequency table: answers a row

Who and when
  --segment COLUMN                    scores by group of customers
  --date COLUMN                       when it was answered
  --date-format FORMAT,…              iso, dmy, mdy, unix-seconds or
                                      unix-milliseconds, tried in order
  --time-zone ZONE                    whose calendar months are, Europe/Berlin;
                                      without it there are no months
  --every PERIOD                      day, week, month (default), quarter, year
  --id COLUMN                         shows repeated rows

How
  --format NAME                       instead of what the headers say:
                                      ${wrapNames()}
  --html FILE                         write the report as one page

In exports with all answers in one column (Delighted, HubSpot, AskNicely),
COLUMN of a question is the survey type, as in csat:csat:1-5.
Exit code 1: a file cannot be read or written. 2: the command is not enough.
`;
}

function wrapNames(): string {
  const names = [...formats.map(({ name }) => name), "generic"];
  const lines = [0, 3, 6].map((first) => names.slice(first, first + 3).join(", "));
  return lines.join(`,\n${" ".repeat(38)}`);
}
