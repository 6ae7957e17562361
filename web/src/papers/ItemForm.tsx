import type { WireDocument } from '@throughline/api/wire/document';
import type { WireMetric } from '@throughline/api/wire/metric';
import { exemptParagraphs } from '@throughline/domain/privateGround';
import { useState } from 'react';
import { exemptGrounds } from '../meeting/meetingWords.ts';
import { Form, TextField, TickFields } from '../ui/Form.tsx';
import { filledIn, given } from '../ui/filledIn.ts';
import { useAdding } from './adding.ts';
import styles from './papers.module.css';

interface ItemFormProps {
  date: string;
  papers: readonly WireDocument[];
  metrics: readonly WireMetric[];
}

/** Adds an item to an agenda; one in private names the paragraphs of Schedule 12A, or the ground. */
export function ItemForm({ date, papers, metrics }: ItemFormProps) {
  const add = useAdding();
  const [isPrivate, setPrivate] = useState(false);
  const send = async (form: FormData) => {
    const paragraphs = form.getAll('exempt_paragraphs').map(String);
    if (isPrivate && paragraphs.length === 0) {
      throw new Error('exempt_paragraphs: Say by which paragraph the public is excluded');
    }
    if (paragraphs.includes('not stated') && given(form, 'exempt_ground') === undefined) {
      throw new Error('exempt_ground: Where no paragraph is stated, give the ground in words');
    }
    await add('POST', `/papers/meetings/${date}/items`, {
      title: given(form, 'title') ?? '',
      part: isPrivate ? 2 : 1,
      ...filledIn(form, ['minute', 'exempt_ground']),
      exempt_paragraphs: paragraphs,
      documents: form.getAll('documents').map(String),
      metrics: form.getAll('metrics').map(String),
    });
    setPrivate(false);
    return <p>The item is added to the agenda.</p>;
  };
  return (
    <Form onSend={send} button="Add the item">
      <TextField
        name="title"
        label="Title, as the public agenda prints it"
        hint="Anyone can read it, of a private item too."
        missing="Give the title of the item"
      />
      <TextField name="minute" label="Number of its minute" />
      <TickFields
        isOne
        name="part"
        legend="Part of the agenda"
        options={[
          ['1', 'part 1: in public'],
          ['2', 'part 2: press and public excluded'],
        ]}
        initial={['1']}
        onChoice={(part) => setPrivate(part === '2')}
      />
      {isPrivate && (
        <>
          <TickFields
            name="exempt_paragraphs"
            legend="Paragraph of Schedule 12A to the Local Government Act 1972"
            options={[
              ...exemptParagraphs.map((each) => [each, `${each}: ${exemptGrounds[each]}`] as const),
              ['not stated', 'the minute states no paragraph'],
            ]}
          />
          <TextField
            name="exempt_ground"
            isLong
            label="The ground in words"
            hint="As the minute or the agenda gives it. Needed where no paragraph is stated."
          />
        </>
      )}
      {papers.length > 0 && (
        <TickFields
          name="documents"
          legend="Its papers (optional)"
          options={papers.map(({ id, title }) => [id, title] as const)}
        />
      )}
      <details className={styles.more}>
        <summary>Metrics it is about (optional)</summary>
        <TickFields
          name="metrics"
          legend="Metrics"
          options={metrics.map(({ id, title }) => [id, title] as const)}
        />
      </details>
    </Form>
  );
}
