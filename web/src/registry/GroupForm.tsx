import { useQuery } from '@tanstack/react-query';
import { closenesses } from '@throughline/domain/comparator';
import { homeArea } from '@throughline/domain/place';
import { areasQuery } from '../return/areasQuery.ts';
import { Form, TextField } from '../ui/Form.tsx';
import { given } from '../ui/filledIn.ts';
import { useProposing } from './proposing.ts';
import { proposedOn, Reasons } from './Reasons.tsx';

/** Proposes whom Coventry is compared with from a day on. */
export function GroupForm() {
  const areas = useQuery(areasQuery());
  const propose = useProposing();
  if (!areas.data) return null;
  const authorities = areas.data.filter(({ level }) => level === 'authority');
  const send = async (form: FormData) => {
    const members = closenesses.flatMap((closeness) =>
      (given(form, closeness.replace(' ', '_')) ?? '')
        .split(/[;,\n]/)
        .map((each) => each.trim())
        .filter(Boolean)
        .map((name) => {
          const area = authorities.find((one) => one.name.toLowerCase() === name.toLowerCase());
          if (area === undefined) {
            throw new Error(
              `${closeness.replace(' ', '_')}: No authority held is called “${name}”`,
            );
          }
          return { area: area.code, closeness };
        }),
    );
    if (members.length === 0) throw new Error('very_close: Name at least one authority');
    await propose({
      area: homeArea,
      change: {
        kind: 'comparator-group',
        model: given(form, 'change.model'),
        published_on: given(form, 'change.published_on'),
        source: given(form, 'change.source'),
        members,
      },
      ...proposedOn(form),
    });
    return <p>Proposed. Somebody else decides.</p>;
  };
  return (
    <Form onSend={send} button="Propose the group">
      <TextField
        name="change.model"
        label="Model"
        hint="Such as “2027 model”."
        missing="Name the model"
      />
      <TextField
        name="change.published_on"
        type="date"
        label="The day it was published"
        missing="Give the day it was published"
      />
      <TextField
        name="change.source"
        label="Where it is published"
        missing="Say where it is published"
      />
      {closenesses.map((each) => (
        <TextField
          key={each}
          isLong
          name={each.replace(' ', '_')}
          label={`Authorities that are ${each}`}
          hint="The closest first, parted by commas."
        />
      ))}
      <Reasons mayBeLater />
    </Form>
  );
}
