// Makes a smaller font: `node fonts.js FROM TO RANGE`, with the range as a style sheet writes it ("U+20-7E, U+A0-FF").
//
// It keeps the features that our pages use (kerning, figures of one width, marks put together with letters) and leaves out
// hinting, which no browser of today needs at these sizes.
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const [from, to, range] = process.argv.slice(2);
const text = range.split(",").map(charactersOf).join("");
const options = {
  targetFormat: "woff2",
  noHinting: true,
  keepFeatures: ["kern", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"],
};
await writeFile(to, await subsetFont(await readFile(from), text, options));

function charactersOf(part) {
  const [, first, last = first] = /^\s*U\+([0-9A-F]+)(?:-([0-9A-F]+))?\s*$/i.exec(part);
  const characters = [];
  for (let code = parseInt(first, 16); code <= parseInt(last, 16); code += 1) {
    characters.push(String.fromCodePoint(code));
  }
  return characters.join("");
}
