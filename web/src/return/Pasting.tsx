import { useMutation } from '@tanstack/react-query';
import type { Pasting as Asked, Understood } from '@throughline/api/wire/pasting';
import type { ReturnChanges, ReturnPage } from '@throughline/api/wire/return';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { searchOf } from '../api.ts';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { isBlank, textOf } from './boxText.ts';
import { change, pathOf, sendFile } from './change.ts';
import { type Copied, takeOver } from './handedOver.ts';
import { PastedTable } from './PastedTable.tsx';
import styles from './return.module.css';
import { boxName, titleOf } from './returnWords.ts';

export type Overrides = Asked['overrides'];

/** Shows what a table was understood as, lets it be put right, and only then fills the boxes. */
export function Pasting({ page }: { page: ReturnPage }) {
  const [given, setGiven] = useState<Copied | File>();
  const [overrides, setOverrides] = useState<Overrides>([]);
  const [, navigate] = useLocation();
  const path = pathOf(page);
  const read = useMutation({
    mutationFn: ({ table, said }: { table: Copied | File; said: Overrides }) =>
      table instanceof File
        ? sendFile<Understood>(`${path}/file${saidIn(said)}`, table)
        : change<Understood>('POST', `${path}/paste`, {
            ...(table.html !== '' && { html: table.html }),
            text: table.text,
            overrides: said,
          }),
  });
  const fill = useMutation({
    mutationFn: ({ boxes }: Understood) =>
      change<ReturnChanges>('POST', `${path}/boxes`, { boxes }),
    onSuccess: () => navigate(`/returns/${page.id}`),
  });
  const take = (table: Copied | File) => {
    setGiven(table);
    setOverrides([]);
    read.mutate({ table, said: [] });
  };
  const putRight = (next: Overrides) => {
    setOverrides(next);
    if (given) read.mutate({ table: given, said: next });
  };
  const { mutate } = read;
  useEffect(() => {
    const over = takeOver();
    if (over === undefined) return;
    setGiven(over);
    mutate({ table: over, said: [] });
  }, [mutate]);

  const understood = read.data;
  return (
    <div className={styles.page}>
      <PageHead
        above={<PageLink to={`/returns/${page.id}`}>{titleOf(page)}</PageLink>}
        title="Paste or upload a table"
      >
        <p>
          Copy a table with its headings and paste it here, or choose a file. Nothing is filled
          before you say so.
        </p>
      </PageHead>
      <form
        method="post"
        className={styles.form}
        onSubmit={onForm((form) => take({ html: '', text: String(form.get('table') ?? '') }))}
      >
        <p className={styles.field}>
          <label htmlFor="table">The table</label>
          <textarea
            id="table"
            name="table"
            rows={3}
            onPaste={(event) => {
              event.preventDefault();
              const { clipboardData: from } = event;
              take({ html: from.getData('text/html'), text: from.getData('text/plain') });
            }}
          />
        </p>
        <p className={styles.field}>
          <label htmlFor="file">Or a file, Excel or CSV</label>
          <input
            id="file"
            type="file"
            accept=".xlsx,.csv"
            // So that the same file can be chosen again once it was put right.
            onClick={({ currentTarget }) => {
              currentTarget.value = '';
            }}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) take(file);
            }}
          />
          <span className={styles.hint}>
            A template to fill in: <a href={`/api/v1/returns/${page.id}/template.xlsx`}>Excel</a>,{' '}
            <a href={`/api/v1/returns/${page.id}/template.csv`}>CSV</a>. It comes back here.
          </span>
        </p>
      </form>
      <div role="status">
        {read.isPending && <p>Reading…</p>}
        {understood && !read.isPending && <p className={styles.stands}>{inWords(understood)}</p>}
      </div>
      {read.isError && (
        <p role="alert" className={styles.problem}>
          {read.error.message}
        </p>
      )}
      {understood?.unfilled.map((why) => (
        <p key={why} className={styles.problem}>
          {why}
        </p>
      ))}
      {understood?.tables.map((table, at) => (
        <PastedTable
          key={table.name}
          table={table}
          page={page}
          said={overrides.find((one) => one.table === at)}
          onSay={(next) =>
            putRight([...overrides.filter((one) => one.table !== at), { ...next, table: at }])
          }
        />
      ))}
      {understood && understood.boxes.length > 0 && (
        <section aria-labelledby="fill" className={styles.part}>
          <h2 id="fill">What will be filled</h2>
          <Filled understood={understood} page={page} />
          {fill.isError && (
            <p role="alert" className={styles.problem}>
              {fill.error.message}
            </p>
          )}
          <p>
            <button
              type="button"
              className={styles.main}
              disabled={fill.isPending || read.isPending}
              onClick={() => fill.mutate(understood)}
            >
              Fill {understood.boxes.length} {understood.boxes.length === 1 ? 'box' : 'boxes'}
            </button>
          </p>
        </section>
      )}
    </div>
  );
}

function Filled({ understood, page }: { understood: Understood; page: ReturnPage }) {
  return (
    <ul>
      {understood.boxes.map(({ position, content }) => {
        const box = page.boxes.find((each) => each.position === position);
        const { typed } = content;
        return (
          <li key={position}>
            {box ? boxName(box) : position}: <b>{textOf(typed)}</b>
            {box && !isBlank(box.content) && textOf(box.content.typed) !== textOf(typed) && (
              <> in place of {textOf(box.content.typed)}, which was entered before</>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What was said of the tables of a file, for its address; nothing when it is taken as read. */
function saidIn(said: Overrides): string {
  return said.length > 0 ? searchOf({ overrides: JSON.stringify(said) }) : '';
}

/** "30 figures understood, 2 of them unsure; 5 refused. 10 fill boxes of this return." */
function inWords({ refused, tables, boxes, unfilled }: Understood): string {
  if (refused !== undefined) return refused;
  // The template names its boxes itself, so it has no table to be understood.
  if (tables.length === 0) {
    const rows = `${boxes.length} ${boxes.length === 1 ? 'row' : 'rows'} of the template understood`;
    return `${rows}${unfilled.length > 0 ? `; ${unfilled.length} not, with the reason` : ''}.`;
  }
  const cells = tables.flatMap((table) => table.cells);
  const count = (state: string) => cells.filter((cell) => cell.state === state).length;
  const read = count('sure') + count('unsure');
  const parts = [
    `${read} ${read === 1 ? 'figure' : 'figures'} understood${count('unsure') > 0 ? `, ${count('unsure')} of them unsure` : ''}`,
    count('refused') > 0 && `${count('refused')} refused, with the reason`,
    boxes.length === 0
      ? 'none of them is asked for in this return as it stands: say which period or metric a column is, or leave it'
      : `${boxes.length} ${boxes.length === 1 ? 'fills a box' : 'fill boxes'} of this return`,
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}
