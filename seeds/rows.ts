import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Something wrong in a seed file, where it stands and why. */
export interface SeedProblem {
  file: string;
  line: number;
  reason: string;
}

/** The seeds could not be loaded; nothing was. Lists every problem, a line each. */
export class SeedsRefused extends Error {
  override name = 'SeedsRefused';
  readonly problems: readonly SeedProblem[];

  constructor(problems: readonly SeedProblem[]) {
    super(problems.map(({ file, line, reason }) => `${file}, line ${line}: ${reason}`).join('\n'));
    this.problems = problems;
  }
}

/** A row as read: its cells by heading, and how to object to one. */
export interface Row {
  /** The text of a cell; a heading that the file does not have is empty. */
  text(heading: string): string;
  /** The text of a cell that may be empty, as the database keeps it. */
  optional(heading: string): string | null;
  /** The words of a cell that holds a list. */
  list(heading: string): string[];
  /** A whole number; anything else is a problem. */
  whole(heading: string): number;
  /** One of the words allowed; anything else is a problem. */
  one<Word extends string>(heading: string, allowed: readonly Word[]): Word;
  /** A list of words that are all allowed. */
  some<Word extends string>(heading: string, allowed: readonly Word[]): Word[];
  refuse(reason: string): void;
}

/** Reads seed files and gathers what is wrong with them, so that one look shows everything. */
export class SeedReader {
  readonly problems: SeedProblem[] = [];

  /** Reads a file into one value a row; a row that `build` objects to is left out. */
  read<T>(path: string, headings: readonly string[], build: (row: Row) => T): T[] {
    const file = basename(path);
    const records = this.parse(path, file);
    const missing = headings.filter((heading) => !records.headings.includes(heading));
    if (missing.length > 0) {
      this.problems.push({ file, line: 1, reason: `the heading ${missing.join(', ')} is missing` });
      return [];
    }
    return records.rows.map(({ cells, line }) => build(this.row(file, line, cells)));
  }

  private parse(path: string, file: string) {
    try {
      const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(
        readFileSync(path),
        { bom: true, columns: true, info: true, skip_empty_lines: true },
      );
      return {
        headings: Object.keys(rows[0]?.record ?? {}),
        rows: rows.map(({ record, info }) => ({ cells: record, line: info.lines })),
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
      this.problems.push({ file, line, reason: error.message });
      return { headings: [], rows: [] };
    }
  }

  private row(file: string, line: number, cells: Record<string, string>): Row {
    const refuse = (reason: string) => void this.problems.push({ file, line, reason });
    const text = (heading: string) => cells[heading]?.trim() ?? '';
    const list = (heading: string) => text(heading).split(/\s+/).filter(Boolean);
    const allow = <Word extends string>(
      word: string,
      heading: string,
      allowed: readonly Word[],
    ): Word => {
      const known = allowed.find((candidate) => candidate === word);
      if (known === undefined) {
        refuse(`${heading} is “${word}”, which is none of ${allowed.join(', ')}`);
      }
      return known ?? (word as Word);
    };
    return {
      text,
      list,
      refuse,
      optional: (heading) => text(heading) || null,
      whole: (heading) => {
        if (!/^\d+$/.test(text(heading)))
          refuse(`${heading} is “${text(heading)}”, no whole number`);
        return Number(text(heading));
      },
      one: (heading, allowed) => allow(text(heading), heading, allowed),
      some: (heading, allowed) => list(heading).map((word) => allow(word, heading, allowed)),
    };
  }
}
