// Reads CSV (RFC 4180) into rows by their headings, so that numbers can be checked from the exported rows alone.

// The cell of a row under a heading. There is no reading of a column that is not in the file.
export type Row = (heading: string) => string;

export function readCsv(text: string): Row[] {
  const [headings = [], ...lines] = cells(text);
  const placeOf = new Map(headings.map((heading, place) => [heading, place]));
  return lines.map((line) => (heading) => {
    const cell = line[placeOf.get(heading) ?? -1];
    if (cell === undefined) {
      throw new Error(`The file has no column "${heading}"; it has ${headings.join(", ")}.`);
    }
    return unguarded(cell);
  });
}

// The headings alone, for those who look at the words of a file.
export function headingsOf(text: string): string[] {
  return cells(text)[0] ?? [];
}

// A cell that a spreadsheet could take for a formula is written with an apostrophe before it.
function unguarded(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

function cells(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let quoted = false;
  const source = text.replace(/^\uFEFF/, "");
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quoted) {
      if (character !== '"') {
        cell += character;
      } else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else {
        quoted = false;
      }
    } else if (character === '"') {
      quoted = true;
    } else if (character === ",") {
      line.push(cell);
      cell = "";
    } else if (character === "\n") {
      line.push(cell);
      lines.push(line);
      [line, cell] = [[], ""];
    } else if (character !== "\r") {
      cell += character;
    }
  }
  return lines;
}
