import { TextField } from '../ui/Form.tsx';
import { given } from '../ui/filledIn.ts';

/** What every proposal says: why, and from when. */
export function Reasons({ mayBeLater }: { mayBeLater: boolean }) {
  return (
    <>
      <TextField name="reason" isLong label="Why it should change" missing="Say why" />
      <TextField
        name="in_force_from"
        type="date"
        label="In force from"
        hint={mayBeLater ? 'It may be a day to come.' : 'Today or a day before it.'}
        missing="Give the day from which it is in force"
      />
    </>
  );
}

/** The same as it is sent. */
export function proposedOn(form: FormData) {
  return { reason: given(form, 'reason'), in_force_from: given(form, 'in_force_from') };
}
