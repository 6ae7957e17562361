import type { WireMetric } from '@throughline/api/wire/metric';
import { frequencies, kinds, polarities, privacies, units } from '@throughline/domain/metric';
import { periodKinds } from '@throughline/domain/period';
import { kindWords, polaritySentence, unitSentence } from '../metric/words.ts';
import { Form, SelectField, TextField, TickFields } from '../ui/Form.tsx';
import { filledIn, given } from '../ui/filledIn.ts';
import { useProposing } from './proposing.ts';
import { proposedOn, Reasons } from './Reasons.tsx';
import { dueWords } from './registryWords.ts';

/** Proposes a metric that is not tracked yet. */
export function NewMetricForm({ metrics }: { metrics: readonly WireMetric[] }) {
  const propose = useProposing();
  const topics = [...new Map(metrics.map(({ topic, topic_title: title }) => [topic, title]))];
  const breakdowns = [
    ...new Map(metrics.flatMap((one) => one.breakdowns.map(({ id, title }) => [id, title]))),
  ];
  const send = async (form: FormData) => {
    const texts = filledIn(
      form,
      textNames.map((name) => `change.${name}`),
    );
    const change = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name.replace('change.', ''), text]),
    );
    await propose({
      metric: addressOf(given(form, 'change.title') ?? ''),
      change: {
        kind: 'metric',
        ...change,
        decimals: Number(form.get('change.decimals')),
        period_kinds: form.getAll('change.period_kinds').map(String),
        breakdowns: form.getAll('change.breakdowns').map(String),
      },
      ...proposedOn(form),
    });
    return <p>Proposed. Somebody else decides.</p>;
  };
  return (
    <Form onSend={send} button="Propose the metric">
      <TextField name="change.title" label="Title" missing="Give the title" />
      <TextField
        name="change.caption"
        label="A few words under the title"
        hint="Such as “placed by Coventry”."
      />
      <TextField
        name="change.definition"
        isLong
        label="What it counts"
        missing="Say what it counts"
      />
      <SelectField
        name="change.topic"
        label="Topic"
        missing="Choose a topic"
        options={topics.map(([id, title]) => [id, title] as const)}
      />
      <SelectField
        name="change.unit"
        label="Its numbers are"
        missing="Choose a unit"
        options={units.map((each) => [each, unitSentence[each]] as const)}
      />
      <SelectField
        name="change.decimals"
        label="Decimals shown at most"
        missing="Choose how many"
        options={['0', '1', '2', '3'].map((each) => [each, each] as const)}
      />
      <SelectField
        name="change.metric_kind"
        label="A figure is"
        missing="Choose one"
        options={kinds.map((each) => [each, kindWords[each]] as const)}
      />
      <TickFields
        name="change.period_kinds"
        legend="Kinds of period it takes"
        options={periodKinds.map((each) => [each, periodKindWords[each]] as const)}
      />
      <TickFields
        name="change.breakdowns"
        legend="Divided by (optional)"
        options={breakdowns.map(([id, title]) => [id, title] as const)}
      />
      <SelectField
        name="change.polarity"
        label="Whether more is better"
        missing="Choose one"
        options={polarities.map((each) => [each, polaritySentence[each]] as const)}
        initial="neutral"
      />
      <TextField
        name="change.polarity_reason"
        isLong
        label="Who says so, and where"
        missing="Say who says so, and where"
      />
      <SelectField
        name="change.frequency"
        label="How often a figure is due"
        missing="Choose how often"
        options={frequencies.map((each) => [each, dueWords(each)] as const)}
      />
      <TextField
        name="change.owner"
        label="Who keeps it"
        hint="An office, never a person."
        missing="Name the office that keeps it"
      />
      <SelectField
        name="change.privacy"
        label="Whose privacy small numbers need"
        missing="Choose one"
        options={privacies.map((each) => [each, privacyWords[each]] as const)}
      />
      <SelectField
        name="change.zeros"
        label="A count of none"
        missing="Choose one"
        options={[
          ['show', 'is shown'],
          ['protect', 'is hidden too: the subject is sensitive'],
        ]}
      />
      <TextField
        name="change.began_on"
        type="date"
        label="Kept from"
        hint="No figure is taken of a period that ended before this day."
      />
      <TextField name="change.care" isLong label="What must be read with care" />
      <Reasons mayBeLater={false} />
    </Form>
  );
}

const textNames = [
  ...['title', 'caption', 'definition', 'topic', 'unit', 'metric_kind', 'polarity'],
  ...['polarity_reason', 'frequency', 'owner', 'privacy', 'zeros', 'care', 'began_on'],
];

const privacyWords: Record<WireMetric['privacy'], string> = {
  children: 'children’s',
  staff: 'staff’s',
  none: 'nobody’s: posts, places, money',
};

const periodKindWords: Record<(typeof periodKinds)[number], string> = {
  day: 'a day',
  month: 'a month',
  year: 'a calendar year',
  'financial-year': 'a financial year',
  quarter: 'a quarter of a financial year',
  'academic-year': 'an academic year',
  holiday: 'a holiday programme',
  span: 'from one month to another',
};

function addressOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '');
}
