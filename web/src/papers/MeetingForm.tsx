import type { WireMeeting } from '@throughline/api/wire/meeting';
import { dayLabel, isDay } from '@throughline/domain/period';
import { Form, SelectField, TextField } from '../ui/Form.tsx';
import { filledIn, given } from '../ui/filledIn.ts';
import { PageLink } from '../ui/PageLink.tsx';
import { useAdding } from './adding.ts';

const states = [
  ['planned', 'planned'],
  ['held', 'held'],
  ['cancelled', 'cancelled'],
] as const;

/** Adds a meeting, or brings the given one up to date. */
export function MeetingForm({ meeting }: { meeting?: WireMeeting }) {
  const add = useAdding();
  const send = async (form: FormData) => {
    const date = meeting?.date ?? given(form, 'date') ?? '';
    await add('PUT', `/papers/meetings/${encodeURIComponent(date)}`, {
      ...filledIn(form, ['state', 'starts_at', 'moved_from']),
      note: given(form, 'note') ?? '',
    });
    return (
      <p>
        {meeting ? 'The meeting is brought up to date.' : 'The meeting is added.'}{' '}
        {!meeting && isDay(date) && (
          <PageLink to={`/papers/${date}`}>Go on to the agenda of {dayLabel(date)}</PageLink>
        )}
      </p>
    );
  };
  return (
    <Form onSend={send} button={meeting ? 'Save the meeting' : 'Add the meeting'}>
      {!meeting && (
        <TextField
          name="date"
          type="date"
          label="Day"
          hint="A day that has a meeting already is brought up to date."
          missing="Give the day of the meeting"
        />
      )}
      <SelectField
        name="state"
        label="Whether it takes place"
        missing="Say whether it takes place"
        options={states}
        initial={meeting?.state ?? 'planned'}
      />
      <TextField
        name="starts_at"
        type="time"
        label="Time it starts"
        initial={meeting?.starts_at ?? ''}
      />
      <TextField
        name="moved_from"
        type="date"
        label="Day it was moved from"
        initial={meeting?.moved_from ?? ''}
      />
      <TextField
        name="note"
        isLong
        label="Note"
        hint="Anyone can read it."
        initial={meeting?.note ?? ''}
      />
    </Form>
  );
}
