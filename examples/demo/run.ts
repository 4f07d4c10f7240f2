import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isMetricError } from "customer-metrics";
import Papa from "papaparse";
import { beside, bundled } from "./bundled.ts";
import { help } from "./help.ts";
import { journeyPart } from "./journey-part.ts";
import { renderHtml } from "./html.ts";
import { listColumns } from "./list-columns.ts";
import { loadTable } from "./load-table.ts";
import { Problem } from "./problem.ts";
import { formatOf, lacksQuestions, readSurvey } from "./read-survey.ts";
import { purchasePart } from "./purchase-part.ts";
import { auditTemplate, readJourneys } from "./read-journeys.ts";
import { readCustomers } from "./read-customers.ts";
import { readSubscriptions } from "./read-subscriptions.ts";
import { readTransactions } from "./read-transactions.ts";
import type { Command, Part, Report, Section } from "./report.ts";
import { audit } from "./sections/audit.ts";
import { scoresByPeriod } from "./sections/by-period.ts";
import { bySegment } from "./sections/by-segment.ts";
import { scores } from "./sections/scores.ts";
import { readSettings, type Settings } from "./settings.ts";
import { shellCommand } from "./shell-command.ts";
import { subscriptionPart } from "./subscription-part.ts";
import type { Survey } from "./survey.ts";
import { tierPart } from "./tier-part.ts";
import { renderText, styleOf, type Style } from "./text.ts";

/** What a run of the demo comes to. */
export interface Run {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: 0 | 1 | 2;
}

/** The sections of a survey's report, in their order. A further one is a line here and a file there. */
const sections: readonly ((survey: Survey) => Section | null)[] = [audit, scores, bySegment, scoresByPeriod];

/** Runs the command. */
export function run(args: readonly string[], { colour }: { readonly colour: boolean }): Run {
  const style = styleOf(colour);
  try {
    const settings = readSettings(args);
    if (settings.help) return { output: help(), errors: "", exitCode: 0 };
    if (settings.auditTemplate && settings.journeys !== null) {
      const lines = auditTemplate(settings.journeys, settings);
      return {
        output: `${Papa.unparse([...lines.map((line) => [...line])], { newline: "\n" })}\n`,
        errors: "",
        exitCode: 0,
      };
    }
    const parts: Part[] = [];
    for (const command of commandsOf(args, settings)) {
      const { subscriptions, transactions, tiers, journeys } = command.settings;
      if (subscriptions !== null) {
        const book = readSubscriptions(loadTable(subscriptions), command.settings, command.shell);
        parts.push(subscriptionPart(book));
      }
      if (transactions !== null) {
        parts.push(purchasePart(readTransactions(loadTable(transactions), command.settings, command.shell)));
      }
      if (tiers !== null) parts.push(tierPart(readCustomers(tiers, command.settings, command.shell)));
      if (journeys !== null) parts.push(journeyPart(readJourneys(journeys, command.settings, command.shell)));
      for (const file of command.settings.files) {
        const table = loadTable(file);
        const format = formatOf(table, command.settings);
        if (lacksQuestions(format, command.settings)) return ask(listColumns(table, format, command.shell), style);
        parts.push(partOf(readSurvey(table, format, command.settings, command.shell)));
      }
    }
    return finish({ parts }, settings.html, renderText({ parts }, style));
  } catch (error) {
    if (error instanceof Problem) return { output: "", errors: `${error.message}\n`, exitCode: error.exitCode };
    if (isMetricError(error)) return { output: "", errors: `${error.message}.\n`, exitCode: 2 };
    throw error;
  }
}

/** Shows what the command must still say. */
function ask(part: Part, style: Style): Run {
  return {
    output: renderText({ parts: [part] }, style),
    errors: "The command does not say what is asked: see above.\n",
    exitCode: 2,
  };
}

/** The command as given, or the bundled ones. */
function commandsOf(args: readonly string[], settings: Settings): { settings: Settings; shell: Command }[] {
  const { files, subscriptions, transactions, tiers, journeys } = settings;
  const hasFile = files.length > 0 || [subscriptions, transactions, tiers, journeys].some((file) => file !== null);
  const commands = hasFile ? [args] : [...bundled, ...beside.filter(([, file]) => existsSync(file!))];
  return commands.map((command) => ({
    settings: readSettings(command),
    shell: shellCommand(command),
  }));
}

function partOf(survey: Survey): Part {
  return {
    title: survey.file,
    subtitle: survey.format,
    command: survey.command,
    sections: sections.map((section) => section(survey)).filter((section) => section !== null),
  };
}

function finish(report: Report, html: string | null, output: string): Run {
  if (html === null) return { output, errors: "", exitCode: 0 };
  if (report.parts.some(({ title }) => resolve(title) === resolve(html)))
    throw new Problem(2, `--html ${html} is the survey itself.`);
  try {
    writeFileSync(html, renderHtml(report));
  } catch (error) {
    throw new Problem(1, `Cannot write ${html}: ${(error as NodeJS.ErrnoException).code}.`);
  }
  return { output: `${output}\nWritten: ${html}\n`, errors: "", exitCode: 0 };
}
