import type { WireMeeting } from '@throughline/api/wire/meeting';
import type { WireMetric } from '@throughline/api/wire/metric';
import type { DecisionPage, WireDecision } from '@throughline/api/wire/recording';
import { type Day, dayLabel, isDay } from '@throughline/domain/period';
import { Form, SelectField, TextField, TickFields } from '../ui/Form.tsx';
import { given } from '../ui/filledIn.ts';
import { PageLink } from '../ui/PageLink.tsx';
import { useRecording } from './useRecording.ts';

type Kind = WireDecision['kind'];

interface DecisionFormProps {
  kind: Kind;
  meeting: Day;
  meetings: readonly WireMeeting[];
  metrics: readonly WireMetric[];
  /** The decision that is recorded anew; without one, a new one is recorded. */
  of?: DecisionPage;
}

/** Records what the Board resolved, recommended or asked for; or records it anew, for a reason. */
export function DecisionForm({ kind, meeting, meetings, metrics, of }: DecisionFormProps) {
  const record = useRecording();
  const was = of?.decision;
  const send = async (form: FormData) => {
    const decision = decisionOf(kind, meeting, form, was);
    if (of === undefined) {
      const added = await record<DecisionPage>('POST', '', decision);
      return (
        <p>
          It is recorded, and anyone can read it.{' '}
          <PageLink to={`/decisions/${kind}/${added.id}`}>Say what became of it</PageLink>
        </p>
      );
    }
    const reason = given(form, 'reason') ?? '';
    await record('PUT', `/${kind}/${of.id}`, { decision, reason }, of.revision);
    return <p>It is recorded anew. What was recorded before stays below.</p>;
  };
  return (
    <Form onSend={send} button={of ? 'Record it anew' : `Record the ${kind}`}>
      <TextField
        name="text"
        isLong
        label={labels[kind]}
        hint="In your own words, short. Anyone can read it."
        missing="Say what it is"
        initial={was?.text ?? ''}
      />
      <TextField
        name="minute"
        label="Number of the minute"
        hint="Leave it empty until the minutes are written."
        initial={was?.minute ?? ''}
      />
      <TextField
        name="ordinal"
        label="Point in the minute"
        hint="The 5 of minute 45(5)."
        initial={was?.ordinal === undefined ? '' : String(was.ordinal)}
      />
      {kind !== 'resolution' && (
        <TextField
          name="addressee"
          label={kind === 'request' ? 'Office it was asked of' : 'Office it was recommended to'}
          hint="An office, never a person’s name."
          {...(kind === 'recommendation' ? { missing: 'Say to which office' } : {})}
          initial={addresseeOf(was)}
        />
      )}
      {kind === 'request' && (
        <SelectField
          name="due_meeting"
          label="Meeting it was asked for by"
          options={[
            ['', 'none was named'],
            ...meetings
              .filter(({ date }) => date > meeting)
              .map(({ date }) => [date, dayLabel(date)] as const),
          ]}
          initial={was?.kind === 'request' ? (was.due_meeting ?? '') : ''}
        />
      )}
      {kind !== 'recommendation' && (
        <TickFields
          name="metrics"
          legend="What it is about"
          hint="It then stands on the page of each."
          options={metrics.map(({ id, title }) => [id, title] as const)}
          initial={was && 'metrics' in was ? was.metrics : []}
        />
      )}
      {of && (
        <TextField
          name="reason"
          label="Why it is recorded anew"
          missing="Say why it is recorded anew"
        />
      )}
    </Form>
  );
}

const labels: Record<Kind, string> = {
  resolution: 'What the Board resolved',
  recommendation: 'What the Board recommended',
  request: 'What the Board asked for',
};

/** What was filled in; what became of it stays as it was. */
function decisionOf(
  kind: Kind,
  meeting: Day,
  form: FormData,
  was: WireDecision | undefined,
): WireDecision {
  const ordinal = given(form, 'ordinal');
  const decided = {
    meeting,
    minute: given(form, 'minute') ?? '',
    text: given(form, 'text') ?? '',
    ...(ordinal === undefined ? {} : { ordinal: Number(ordinal) }),
  };
  const metrics = form.getAll('metrics').map(String);
  const addressee = given(form, 'addressee');
  switch (kind) {
    case 'resolution':
      return { kind, ...decided, metrics, outcome: was?.kind === kind ? was.outcome : undefined };
    case 'recommendation': {
      const reply = was?.kind === kind ? was.reply : undefined;
      return { kind, ...decided, addressee: addressee ?? '', reply };
    }
    case 'request': {
      const due = given(form, 'due_meeting');
      return {
        kind,
        ...decided,
        metrics,
        addressee,
        due_meeting: due !== undefined && isDay(due) ? due : undefined,
        closed: was?.kind === kind ? was.closed : undefined,
      };
    }
  }
}

function addresseeOf(was: WireDecision | undefined): string {
  return was && 'addressee' in was ? (was.addressee ?? '') : '';
}
