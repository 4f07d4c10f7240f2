/** One accent on grey; light or dark as the reader has it; on paper without backgrounds. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2528; --soft: #59666b; --line: #d9e0e2; --good: #0b6e75; --between: #a9c5c7; --bad: #68757a; --band: #0b6e7526; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #13181a; --ink: #e6ebec; --soft: #9daaaf; --line: #313c40; --good: #56bcc2; --between: #2f6266; --bad: #8c999e; --band: #56bcc22e; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; font-variant-numeric: tabular-nums lining-nums; }
h1, h2, h3, h4 { line-height: 1.2; font-weight: 600; text-wrap: balance; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1rem; letter-spacing: .01em; color: var(--soft); font-weight: 500; }
h2 { margin: .25rem 0 0; font-size: 1.6rem; letter-spacing: -.01em; }
h3 { margin: 3rem 0 1rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line); font-size: 1.15rem; }
h4 { margin: 0; font-size: 1rem; }
article + article { margin-top: 5rem; padding-top: 2.5rem; border-top: 3px solid var(--line); }
p { margin: .25rem 0; }
a { color: var(--good); text-underline-offset: .15em; }
small, figcaption, caption, .soft { color: var(--soft); font-size: .875rem; }
code { font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--soft); overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 2rem 3rem; }
.value { margin: .1rem 0 0; font-size: 2.75rem; line-height: 1.1; font-weight: 600; letter-spacing: -.02em; color: var(--good); }
.value small { font-size: 1rem; font-weight: 400; letter-spacing: 0; }
sup { line-height: 0; font-weight: 400; } sup a { text-decoration: none; padding: 0 .15em; }
ul.parts { margin: .75rem 0 1rem; padding: 0; list-style: none; font-size: .875rem; }
ul.parts li::before { content: ""; display: inline-block; width: .65em; height: .65em; margin-right: .5em; background: var(--side, transparent); }
.good { --side: var(--good); } .between { --side: var(--between); } .bad { --side: var(--bad); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
caption { padding-bottom: .35rem; text-align: left; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; font-weight: 400; overflow-wrap: break-word; unicode-bidi: isolate; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); vertical-align: bottom; } thead .end { white-space: normal; } tfoot :is(th, td) { border-bottom: 0; color: var(--soft); }
.end { text-align: right; } td.end { white-space: nowrap; } .figure { font-weight: 600; }
.scroll { overflow-x: auto; } .scroll .end:first-child { width: 1%; padding-right: 1.25rem; }
.block { margin: 0 0 2rem; break-inside: avoid; }
.bars { font-size: .8125rem; } .bars :is(th, td) { padding: .08rem .4rem; border: 0; } .bars .chart { width: 70%; }
.bars .chart, .whiskers .chart { vertical-align: middle; }
.bars svg { display: block; width: 100%; height: .8em; } .bars rect { fill: var(--side); }
.whiskers .chart { width: 46%; padding-left: 1rem; } .whiskers svg { display: block; width: 100%; height: 1.1em; overflow: visible; }
.axis { display: flex; justify-content: space-between; }
.all { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; } .range { stroke: var(--good); stroke-width: 2; } .dot { fill: var(--good); }
tfoot .range { stroke: var(--soft); } tfoot .dot { fill: var(--soft); }
.trend { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 1rem 2.5rem; align-items: start; margin: 0; }
.trend figcaption { grid-column: 1 / -1; margin-bottom: -.5rem; }
.plot { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .35rem .6rem; font-size: .75rem; color: var(--soft); }
.plot svg { display: block; width: 100%; height: 11rem; overflow: visible; }
.plot :is(path, line) { vector-effect: non-scaling-stroke; fill: none; }
.plot .band { fill: var(--band); } .plot .line { stroke: var(--good); stroke-width: 2; } .plot .point { stroke: var(--good); stroke-width: 8; stroke-linecap: round; }
.plot .grid { stroke: var(--line); }
.y { display: flex; flex-direction: column; justify-content: space-between; margin: -.55em 0; text-align: right; }
.x { grid-column: 2; display: flex; } .x span { flex: 1 1 0; width: 0; display: flex; justify-content: center; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: 0 0 1.5rem; } dt { color: var(--soft); } dd { margin: 0; }
ol { padding-left: 1.5rem; font-size: .875rem; } ol li { margin: .25rem 0; } ol li:target { background: var(--band); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 42rem) {
  body { padding-top: 1.5rem; } h2 { font-size: 1.3rem; }
  .trend { grid-template-columns: minmax(0, 1fr); }
  .whiskers tr { display: grid; grid-template-columns: minmax(0, 1fr) 2.75rem 4rem 8.5rem; border-bottom: 1px solid var(--line); padding: .15rem 0; }
  .whiskers :is(th, td) { border: 0; padding: .1rem 0; } .whiskers .chart { grid-column: 1 / -1; width: auto; padding: .1rem .5rem .3rem; }
  .whiskers .chart:is(th) { padding-inline: 0; } .whiskers tfoot tr { border: 0; }
}
@media (min-width: 42.01rem) {
  .card:only-child { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 2rem 3rem; align-items: end; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --good: #0b6e75; --between: #a9c5c7; --bad: #68757a; --band: #0b6e7526; }
  body { padding: 0; max-width: none; font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h3 { margin-top: 1.75rem; break-after: avoid; } tr, .card { break-inside: avoid; }
  .figures { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.5rem 2rem; } .block { margin-bottom: 1.25rem; } article + article { break-before: page; border: 0; margin: 0; padding: 0; }
  a { color: inherit; text-decoration: none; }
}
`;
