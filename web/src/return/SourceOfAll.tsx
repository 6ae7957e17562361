import { useEffect, useState } from 'react';
import { isBlank } from './boxText.ts';
import { contentIn, type Filled, type Filling } from './filling.ts';
import styles from './return.module.css';

/**
 * Where the figures come from, said once: every box filled in that says nothing else takes it. A
 * return has no source of its own in the record, each figure has.
 */
export function SourceOfAll({ filling, filled }: { filling: Filling; filled: Filled }) {
  const [source, setSource] = useState(() => mostSaid(filled));
  const without = filled.page.boxes.filter(({ position }) => {
    const content = contentIn(filled, position);
    return content && !isBlank(content) && content.source.trim() === '';
  });
  useEffect(() => {
    if (source.trim() === '') return;
    for (const { position } of without) {
      const content = filling.contentOf(position);
      if (content) filling.amend(position, { ...content, source });
    }
  });
  const rename = (next: string) => {
    for (const { position } of filled.page.boxes) {
      const content = filling.contentOf(position);
      if (content && content.source === source && !isBlank(content)) {
        filling.amend(position, { ...content, source: next });
      }
    }
    setSource(next);
  };
  return (
    <div className={styles.source}>
      <label htmlFor="source">Where these figures come from</label>
      <input
        id="source"
        type="text"
        value={source}
        maxLength={5000}
        autoComplete="off"
        aria-describedby="source-hint"
        onChange={({ target }) => rename(target.value)}
      />
      <p id="source-hint" className={styles.hint}>
        {without.length > 0 && source.trim() === ''
          ? `${without.length === 1 ? 'One figure has' : `${without.length} figures have`} no source yet. `
          : ''}
        Such as “HR system, extract of 3 January 2025”. It goes with every figure; one that comes
        from elsewhere says so under its own “More”.
      </p>
    </div>
  );
}

function mostSaid({ page, drafts }: Filled): string {
  const count = new Map<string, number>();
  for (const box of page.boxes) {
    const { source } = drafts.get(box.position)?.content ?? box.content;
    if (source) count.set(source, (count.get(source) ?? 0) + 1);
  }
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
