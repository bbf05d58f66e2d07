/**
 * What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), in its full-width forms too, also
 * behind spaces, which some programs pass over.
 */
const FORMULA = /^[\s\u00A0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const GUARDED = /^'(?=[\s\u00A0]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/** One row of a CSV file, every cell in quotes (RFC 4180), and none that a spreadsheet would carry out. */
export function csvRow(cells: readonly string[], delimiter = ','): string {
  return `${cells.map(csvCell).join(delimiter)}\r\n`;
}

function csvCell(text: string): string {
  return `"${guarded(text).replaceAll('"', '""')}"`;
}

/** A text with an apostrophe before it where a spreadsheet would take it for a formula: then it is text. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A text without the apostrophe that `guarded` put before it, so that what was exported can be imported. */
export function unguarded(text: string): string {
  return text.replace(GUARDED, '');
}

/** What a CSV file begins with, so that Excel takes it for UTF-8. */
export const BOM = '\uFEFF';
