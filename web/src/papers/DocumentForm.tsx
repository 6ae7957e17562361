import type { WireDocument } from '@throughline/api/wire/document';
import type { WireMeeting } from '@throughline/api/wire/meeting';
import { dayLabel } from '@throughline/domain/period';
import { Form, SelectField, TextField, TickFields } from '../ui/Form.tsx';
import { filledIn, given } from '../ui/filledIn.ts';
import { PageLink } from '../ui/PageLink.tsx';
import { useAdding } from './adding.ts';

interface DocumentFormProps {
  /** The meetings it can be of, the newest first. */
  meetings: readonly Pick<WireMeeting, 'date'>[];
  /** The packs it can be part of. */
  papers: readonly WireDocument[];
  /** The meeting it is most likely of. */
  meeting?: string;
}

/** Adds a paper of the Board. */
export function DocumentForm({ meetings, papers, meeting = '' }: DocumentFormProps) {
  const add = useAdding();
  const send = async (form: FormData) => {
    const title = given(form, 'title') ?? '';
    const day = given(form, 'dated') ?? given(form, 'meeting') ?? given(form, 'published_on');
    const { id } = await add<{ id: string }>('POST', '/papers/documents', {
      id: addressOf(title, day),
      title,
      ...filledIn(form, ['kind', 'dated', 'published_on', 'meeting', 'part_of']),
      part: form.get('part') === '2' ? 2 : 1,
      note: given(form, 'note') ?? '',
    });
    return (
      <p>
        The document is added.{' '}
        <PageLink to={`/documents/${id}`}>See it as the public does</PageLink>, or press “Enter its
        figures” in the list of documents.
      </p>
    );
  };
  return (
    <Form onSend={send} button="Add the document">
      <TextField name="title" label="Title, as it is printed" missing="Give the title" />
      <SelectField
        name="kind"
        label="What it is"
        missing="Say what it is"
        options={kinds}
        initial="briefing-note"
      />
      <SelectField
        name="meeting"
        label="The meeting it was made for, or that it records"
        options={[['', 'none'], ...meetings.map(({ date }) => [date, dayLabel(date)] as const)]}
        initial={meeting}
      />
      <TextField name="dated" type="date" label="The day printed on it" />
      <TextField
        name="published_on"
        type="date"
        label="The day it became public"
        hint="Papers of a meeting are public five clear days before it."
      />
      <SelectField
        name="part_of"
        label="The pack it is part of"
        options={[
          ['', 'none'],
          ...papers
            .filter(({ kind }) => kind === 'agenda-pack')
            .map(({ id, title }) => [id, title] as const),
        ]}
      />
      <TickFields
        isOne
        name="part"
        legend="Who may read it"
        options={[
          ['1', 'everyone (part 1)'],
          ['2', 'not the public (part 2): only that it exists is shown'],
        ]}
        initial={['1']}
      />
      <TextField name="note" isLong label="Note" hint="Anyone can read it." />
    </Form>
  );
}

const kinds = [
  ['briefing-note', 'briefing note'],
  ['agenda-pack', 'agenda pack'],
  ['minutes', 'minutes'],
  ['work-programme', 'work programme'],
  ['private-report', 'private report'],
  ['public-page', 'public page'],
] as const;

/** "homes-for-children-in-care-2025-01-16" */
function addressOf(title: string, day: string | undefined): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '');
  return [words, day].filter(Boolean).join('-');
}
