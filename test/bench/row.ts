/** One line of the table: what was measured of the product and of the least there could be. */
export interface Row {
  what: string;
  product: string;
  bare: string;
  /** Median over the rounds of product / bare, each pair measured one after the other. */
  ratio: string;
  /** What is wanted, empty where nothing is promised. */
  wanted: string;
}

/** The middle of the numbers; of an even count, halfway between the middle two. */
export function median(numbers: readonly number[]): number {
  const ordered = [...numbers].sort((a, b) => a - b);
  const middle = (index: number) => ordered[Math.floor(index)] ?? Number.NaN;
  return (middle((ordered.length - 1) / 2) + middle(ordered.length / 2)) / 2;
}

/** The median of the ratios of pairs, to two decimals; a dash where there is nothing to divide by. */
export function ratioOf(product: readonly number[], bare: readonly number[]): string {
  const ratios = product.map((each, index) => each / (bare[index] ?? Number.NaN));
  const middle = median(ratios);
  return Number.isFinite(middle) ? middle.toFixed(2) : '–';
}

/** Prints rows under headings, in columns as wide as they need. */
export function printTable(rows: readonly Row[]): void {
  const headings = { what: '', product: 'product', bare: 'bare', ratio: 'ratio', wanted: 'wanted' };
  const columns = ['what', 'product', 'bare', 'ratio', 'wanted'] as const;
  for (const row of [headings, ...rows]) {
    const cells = columns.map((column) => {
      const width = Math.max(...[headings, ...rows].map((each) => each[column].length));
      return column === 'what' || column === 'wanted'
        ? row[column].padEnd(width)
        : row[column].padStart(width);
    });
    console.log(cells.join('   ').trimEnd());
  }
}
