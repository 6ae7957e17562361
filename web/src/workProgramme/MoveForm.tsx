import { useQueryClient } from '@tanstack/react-query';
import { type Day, dayLabel } from '@throughline/domain/period';
import { change } from '../return/change.ts';
import { Form, SelectField, TextField } from '../ui/Form.tsx';
import { given } from '../ui/filledIn.ts';
import styles from './workProgramme.module.css';

interface MoveFormProps {
  meeting: Day;
  position: number;
  title: string;
  /** The meetings it could be moved to. */
  to: readonly { date: Day }[];
}

/** Moves an item to another meeting, or takes it off. */
export function MoveForm({ meeting, position, title, to }: MoveFormProps) {
  const client = useQueryClient();
  const send = async (form: FormData) => {
    const target = given(form, 'to');
    await change('POST', `/work-programme/${meeting}/${position}/move`, {
      reason: given(form, 'reason') ?? '',
      ...(target === undefined ? {} : { to: target }),
    });
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    return <p>It is moved, and anyone can read why.</p>;
  };
  return (
    <details className={styles.more}>
      <summary>Move “{title}” or take it off</summary>
      <Form onSend={send} button="Move it">
        <SelectField
          name="to"
          label="Where it goes"
          options={[
            ['', 'off the programme'],
            ...to.map(({ date }) => [date, dayLabel(date)] as const),
          ]}
        />
        <TextField
          name="reason"
          label="Why"
          hint="Anyone can read it."
          missing="Say why it is moved"
        />
      </Form>
    </details>
  );
}
