import type { WireMetric } from '@throughline/api/wire/metric';
import { frequencies, polarities } from '@throughline/domain/metric';
import { useState } from 'react';
import { polaritySentence } from '../metric/words.ts';
import { Form, SelectField, TextField, TickFields } from '../ui/Form.tsx';
import { given } from '../ui/filledIn.ts';
import { useProposing } from './proposing.ts';
import { proposedOn, Reasons } from './Reasons.tsx';
import { dueWords } from './registryWords.ts';

type Kind = (typeof kinds)[number][0];

/** Proposes another polarity, target, frequency or owner of a metric. */
export function ChangeForm({ metric }: { metric: WireMetric }) {
  const propose = useProposing();
  const [kind, setKind] = useState<Kind>('target');
  const send = async (form: FormData) => {
    await propose({
      metric: metric.id,
      change: { kind, ...changeIn(form, kind) },
      ...proposedOn(form),
    });
    setKind('target');
    return <p>Proposed. Somebody else decides.</p>;
  };
  return (
    <Form onSend={send} button="Propose it">
      <TickFields
        isOne
        name="kind"
        legend="What should change"
        options={kinds}
        initial={['target']}
        onChoice={(chosen) => setKind(kinds.find(([each]) => each === chosen)?.[0] ?? 'target')}
      />
      {kind === 'target' && <TargetFields />}
      {kind === 'polarity' && <PolarityFields metric={metric} />}
      {kind === 'frequency' && (
        <SelectField
          name="change.frequency"
          label="How often a figure is due"
          missing="Choose how often"
          options={frequencies.map((each) => [each, dueWords(each)] as const)}
          initial={metric.frequency}
        />
      )}
      {kind === 'owner' && (
        <TextField
          name="change.owner"
          label="Who keeps it"
          hint="An office, never a person."
          missing="Name the office that keeps it"
          initial={metric.owner}
        />
      )}
      <Reasons mayBeLater={kind === 'target'} />
    </Form>
  );
}

function PolarityFields({ metric }: { metric: WireMetric }) {
  return (
    <>
      <SelectField
        name="change.polarity"
        label="Whether more is better"
        missing="Choose one"
        options={polarities.map((each) => [each, polaritySentence[each]] as const)}
        initial={metric.polarity}
      />
      <TextField
        name="change.polarity_reason"
        isLong
        label="Who says so, and where"
        hint="It stands beside every direction of travel."
        missing="Say who says so, and where"
      />
    </>
  );
}

function TargetFields() {
  const [type, setType] = useState('minimum');
  return (
    <>
      <SelectField
        name="change.type"
        label="What is aimed for"
        missing="Choose one"
        options={[
          ['minimum', 'at least a number'],
          ['maximum', 'at most a number'],
          ['range', 'between two numbers'],
        ]}
        onChoice={setType}
      />
      {type !== 'maximum' && (
        <TextField
          name="change.low"
          label={type === 'range' ? 'From' : 'At least'}
          missing="Give the number"
        />
      )}
      {type !== 'minimum' && (
        <TextField
          name="change.high"
          label={type === 'range' ? 'To' : 'At most'}
          missing="Give the number"
        />
      )}
      <TextField
        name="change.tolerance"
        label="How far off still counts as near"
        hint="A figure this near is rated amber. Without it there is no amber."
      />
      <TextField
        name="change.source"
        label="Where the target is set"
        hint="Such as a plan of the council and its page."
        missing="Say where the target is set"
      />
    </>
  );
}

function changeIn(form: FormData, kind: Kind): object {
  const text = (name: string) => given(form, `change.${name}`);
  switch (kind) {
    case 'target':
      return {
        type: text('type'),
        low: text('low'),
        high: text('high'),
        tolerance: text('tolerance'),
        source: text('source'),
      };
    case 'polarity':
      return { polarity: text('polarity'), polarity_reason: text('polarity_reason') };
    case 'frequency':
      return { frequency: text('frequency') };
    case 'owner':
      return { owner: text('owner') };
  }
}

const kinds = [
  ['target', 'its target'],
  ['polarity', 'whether more is better'],
  ['frequency', 'how often it is due'],
  ['owner', 'who keeps it'],
] as const;
