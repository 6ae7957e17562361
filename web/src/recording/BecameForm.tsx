import type { WireDocument } from '@throughline/api/wire/document';
import type { WireMeeting } from '@throughline/api/wire/meeting';
import type { DecisionPage } from '@throughline/api/wire/recording';
import { dayLabel } from '@throughline/domain/period';
import { useState } from 'react';
import { Form, SelectField, TextField, TickFields } from '../ui/Form.tsx';
import { given } from '../ui/filledIn.ts';
import { useRecording } from './useRecording.ts';

interface BecameFormProps {
  of: DecisionPage;
  meetings: readonly WireMeeting[];
  papers: readonly WireDocument[];
}

/** Says what became of a decision. A request closes with its answer or a reason, never without. */
export function BecameForm({ of, meetings, papers }: BecameFormProps) {
  const record = useRecording();
  const { decision, id, revision } = of;
  const [isWithdrawn, setWithdrawn] = useState(false);
  const field = { resolution: 'outcome', recommendation: 'reply', request: 'answer' }[
    decision.kind
  ];
  const send = async (form: FormData) => {
    if (isWithdrawn) {
      const closed = { how: 'withdrawn', reason: given(form, 'reason') ?? '' };
      await record('POST', `/request/${id}/closing`, closed, revision);
      return <p>The request is withdrawn, with its reason.</p>;
    }
    const became = {
      text: given(form, `${field}.text`) ?? '',
      ...pick(form, field, ['meeting', 'document', 'locator']),
    };
    if (decision.kind === 'request') {
      await record('POST', `/request/${id}/closing`, { how: 'answered', ...became }, revision);
      return <p>The request is answered. It says so on every page that names it.</p>;
    }
    const anew = { ...decision, [field]: became };
    const reason = decision.kind === 'resolution' ? 'Outcome' : 'Reply';
    await record('PUT', `/${decision.kind}/${id}`, { decision: anew, reason }, revision);
    return <p>What became of it is recorded.</p>;
  };
  return (
    <Form
      onSend={send}
      button={decision.kind === 'request' ? 'Close the request' : 'Record what became of it'}
    >
      {decision.kind === 'request' && (
        <TickFields
          isOne
          name="how"
          legend="How it ends"
          options={[
            ['answered', 'it is answered'],
            ['withdrawn', 'it is withdrawn'],
          ]}
          initial={['answered']}
          onChoice={(how) => setWithdrawn(how === 'withdrawn')}
        />
      )}
      {isWithdrawn ? (
        <TextField
          name="reason"
          isLong
          label="Why it is withdrawn"
          hint="Anyone can read it."
          missing="A request is not closed without its answer or a reason"
        />
      ) : (
        <>
          <TextField
            name={`${field}.text`}
            isLong
            label={decision.kind === 'request' ? 'The answer' : 'What became of it'}
            hint="In your own words, short. Anyone can read it."
            missing={
              decision.kind === 'request'
                ? 'A request is not closed without its answer or a reason'
                : 'Say what became of it'
            }
          />
          <SelectField
            name={`${field}.meeting`}
            label="Meeting it was told to"
            {...(decision.kind === 'request' ? { missing: 'Name the meeting' } : {})}
            options={[
              ['', decision.kind === 'request' ? 'choose one' : 'none'],
              ...meetings
                .filter(({ date, state }) => date >= decision.meeting && state === 'held')
                .toReversed()
                .map(({ date }) => [date, dayLabel(date)] as const),
            ]}
          />
          <SelectField
            name={`${field}.document`}
            label="Paper that says so"
            options={[
              ['', 'none'],
              ...papers.map(({ id: paper, title }) => [paper, title] as const),
            ]}
          />
          <TextField
            name={`${field}.locator`}
            label="Place in the paper"
            hint="Such as “paragraph 7.3”. Needed where a paper is named."
          />
        </>
      )}
    </Form>
  );
}

function pick(form: FormData, field: string, parts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const text = given(form, `${field}.${part}`);
      return text === undefined ? [] : [[part, text]];
    }),
  );
}
