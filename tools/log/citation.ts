/**
 * How to cite the project.
 *
 * @module
 */
import { parse } from "yaml";

/** What this project reads of a `CITATION.cff` (version 1.2.0). */
export interface Citation {
  title: string;
  authors: Author[];
  version?: string;
  doi?: string;
  url?: string;
  "date-released"?: string;
}

type Author =
  | { name: string }
  | { "family-names": string; "given-names"?: string };

/**
 * Reads a citation.
 *
 * @param cff The text of a `CITATION.cff`
 * @returns What it says
 */
export function readCitation(cff: string): Citation {
  return parse(cff) as Citation;
}

/**
 * The citation as a line of a bibliography.
 *
 * @param citation What to cite
 * @returns Such as `Doe, J. (2026). A title (version 1.0.0).`
 */
export function asText(citation: Citation): string {
  const names = citation.authors.map((author) =>
    "name" in author ? author.name : surnameFirst(author)
  );
  const edition = citation.version ? ` (version ${citation.version})` : "";
  const place = citation.doi ? `https://doi.org/${citation.doi}` : citation.url;
  const where = place ? ` ${place}` : "";
  return `${names.join("; ")} (${
    year(citation)
  }). ${citation.title}${edition}.${where}`;
}

/**
 * The citation for BibTeX.
 *
 * @param citation What to cite
 * @returns An entry of the kind `software`
 */
export function asBibTeX(citation: Citation): string {
  const names = citation.authors.map((author) =>
    "name" in author ? `{${author.name}}` : surnameFirst(author)
  );
  const fields = {
    title: `{${citation.title}}`,
    author: names.join(" and "),
    year: year(citation),
    version: citation.version,
    doi: citation.doi,
    url: citation.url,
  };
  const lines = Object.entries(fields).filter(([_, value]) => value)
    .map(([name, value]) => `  ${name} = {${escaped(value!)}},\n`);
  const key = citation.title.toLowerCase().match(/[a-z]+/g)?.join("_");
  return `@software{${key}_${year(citation)},\n${lines.join("")}}`;
}

function surnameFirst(
  author: Exclude<Author, { name: string }>,
): string {
  const given = author["given-names"];
  return author["family-names"] + (given ? `, ${given}` : "");
}

function year(citation: Citation): string {
  return citation["date-released"]?.slice(0, 4) ?? "n.d.";
}

function escaped(text: string): string {
  return text.replace(/[&%$#_]/g, "\\$&");
}
