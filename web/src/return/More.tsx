import type {
  ReturnPage,
  WireAsk,
  WireBox,
  WireContent,
  WireGround,
} from '@throughline/api/wire/return';
import { dayLabel } from '@throughline/domain/period';
import { exemptParagraphs, forbidders } from '@throughline/domain/privateGround';
import { figureSymbols, symbolMeaning } from '@throughline/domain/value';
import { type KeyboardEvent, useId } from 'react';
import { exemptGrounds } from '../meeting/meetingWords.ts';
import { contentIn, type Filled, type Filling } from './filling.ts';
import styles from './return.module.css';
import { boxName, isCommon } from './returnWords.ts';

interface MoreProps {
  box: WireBox;
  kind: ReturnPage['kind'];
  /** What the Board asked for about the box's metric and was not told yet. */
  asks: readonly WireAsk[];
  filling: Filling;
  filled: Filled;
  mayEnter: boolean;
  onClose: () => void;
}

type Change = NonNullable<WireContent['change']>;

/** All that can be said of a figure beside the figure: source, commentary, symbol, privacy. */
export function More({ box, kind, asks, filling, filled, mayEnter, onClose }: MoreProps) {
  const content = contentIn(filled, box.position) ?? box.content;
  const put = (part: Partial<WireContent>) => filling.edit(box.position, { ...content, ...part });
  const { typed, commentary } = content;
  const isSymbol = 'symbol' in typed;
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <tr>
      <td colSpan={7} className={styles.panel} onKeyDown={close}>
        <fieldset disabled={!mayEnter} className={styles.fields}>
          <legend>{boxName(box)}</legend>
          <p className={styles.hint}>{box.definition}</p>
          {box.findings.filter(isCommon).map(({ message }) => (
            <p key={message} className={styles.hint}>
              {message}
            </p>
          ))}
          <Text
            label="Where this figure comes from"
            value={content.source}
            onText={(source) => put({ source })}
          />
          {kind === 'paper' && (
            <>
              <Text
                label="Where the paper prints it"
                value={content.locator}
                onText={(locator) => put({ locator })}
              />
              <Text
                label="How it is printed"
                value={content.printed}
                onText={(printed) => put({ printed })}
              />
            </>
          )}
          {box.takes_parts && (
            <p className={styles.hint}>
              It may be given by its two numbers: type “38 of 65” in the box.
            </p>
          )}
          <Choice
            label="No number, because it is"
            value={isSymbol ? typed.symbol : ''}
            options={[
              ['', 'there is a number'],
              ...figureSymbols.map((symbol): [string, string] => [
                symbol,
                `[${symbol}] ${symbolMeaning(symbol)}`,
              ]),
            ]}
            onChoice={(symbol) =>
              put({ typed: symbol === '' ? { text: '' } : { symbol, reason: '' } })
            }
          />
          <p className={styles.marks}>
            {markWords.map(([mark, words]) => (
              <label key={mark}>
                <input
                  type="checkbox"
                  checked={content.marks.includes(mark)}
                  onChange={({ target }) =>
                    put({
                      marks: target.checked
                        ? [...content.marks, mark]
                        : content.marks.filter((each) => each !== mark),
                    })
                  }
                />
                {words}
              </label>
            ))}
          </p>
          {content.marks.includes('worked-out') && (
            <Text
              label="How it was worked out, such as 67 + 9"
              value={content.formula}
              onText={(formula) => put({ formula })}
            />
          )}
        </fieldset>
        <fieldset disabled={!mayEnter} className={styles.fields}>
          <legend>Commentary</legend>
          <p className={styles.hint}>
            Wanted where a figure got worse against its target. It is public beside the figure.
          </p>
          {commentaryWords.map(([part, words]) => (
            <Text
              key={part}
              isLong
              label={words}
              value={commentary[part]}
              onText={(text) => put({ commentary: { ...commentary, [part]: text } })}
            />
          ))}
        </fieldset>
        {asks.length > 0 && (
          <fieldset disabled={!mayEnter} className={styles.fields}>
            <legend>What the Board asked for</legend>
            <p className={styles.hint}>
              Tick what this figure answers. It is answered from the moment the figure is public.
            </p>
            {asks.map(({ id, meeting, minute, text }) => (
              <label key={id} className={styles.tick}>
                <input
                  type="checkbox"
                  checked={content.asked?.includes(id) ?? false}
                  onChange={({ target }) =>
                    put({
                      asked: [
                        ...(content.asked ?? []).filter((each) => each !== id),
                        ...(target.checked ? [id] : []),
                      ],
                    })
                  }
                />
                <span>
                  {dayLabel(meeting)}, minute {minute}: {text}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {box.published && (
          <ChangeOfPublished change={content.change} isOff={!mayEnter} onChange={put} />
        )}
        <Private
          ground={content.private}
          isOff={!mayEnter}
          content={content}
          box={box}
          filling={filling}
        />
        <p>
          <button type="button" onClick={onClose}>
            Back to the figures
          </button>
        </p>
      </td>
    </tr>
  );
}

function ChangeOfPublished({
  change,
  isOff,
  onChange,
}: {
  change: Change | undefined;
  isOff: boolean;
  onChange: (part: Partial<WireContent>) => void;
}) {
  const now = change ?? { kind: 'correction', reason: '' };
  return (
    <fieldset disabled={isOff} className={styles.fields}>
      <legend>What changes of the published figure</legend>
      <Choice
        label="What kind of change it is"
        value={now.kind}
        options={changeWords}
        onChoice={(kind) => {
          const known = changeWords.find(([each]) => each === kind)?.[0];
          if (known) onChange({ change: { ...now, kind: known } });
        }}
      />
      <Text
        isLong
        label="Why, for the public"
        value={now.reason}
        onText={(reason) => onChange({ change: { ...now, reason } })}
      />
    </fieldset>
  );
}

interface PrivateProps {
  ground: WireGround | undefined;
  isOff: boolean;
  content: WireContent;
  box: WireBox;
  filling: Filling;
}

/** Why a figure is private from the start. */
function Private({ ground, isOff, content, box, filling }: PrivateProps) {
  const put = (next: WireGround | undefined) => {
    const { private: _, ...open } = content;
    filling.edit(box.position, next ? { ...open, private: next } : open);
  };
  return (
    <fieldset disabled={isOff} className={styles.fields}>
      <legend>Privacy</legend>
      <GroundFields ground={ground} onGround={put} />
    </fieldset>
  );
}

/** The fields that say why a figure is private. */
function GroundFields({
  ground,
  onGround,
}: {
  ground: WireGround | undefined;
  onGround: (ground: WireGround | undefined) => void;
}) {
  return (
    <>
      <Choice
        label="Who may see it"
        value={ground?.kind ?? ''}
        options={[
          ['', 'everyone'],
          ['exempt', 'not the public: exempt by Schedule 12A'],
          ['confidential', 'not the public: confidential by law'],
        ]}
        onChoice={(kind) =>
          onGround(
            kind === 'exempt'
              ? { kind, paragraph: '1', public_interest: '' }
              : kind === 'confidential'
                ? { kind, forbidden_by: 'order', named: '' }
                : undefined,
          )
        }
      />
      {ground?.kind === 'exempt' && (
        <>
          <Choice
            label="Paragraph of Schedule 12A"
            value={ground.paragraph}
            options={paragraphWords}
            onChoice={(chosen) => {
              const paragraph = exemptParagraphs.find((each) => each === chosen);
              if (paragraph) onGround({ ...ground, paragraph });
            }}
          />
          <Text
            isLong
            label="Why the public interest is in its staying private"
            value={ground.public_interest}
            onText={(words) => onGround({ ...ground, public_interest: words })}
          />
        </>
      )}
      {ground?.kind === 'confidential' && (
        <>
          <Choice
            label="What forbids it to be public"
            value={ground.forbidden_by}
            options={forbidderWords}
            onChoice={(chosen) => {
              const by = forbidders.find((each) => each === chosen);
              if (by) onGround({ ...ground, forbidden_by: by });
            }}
          />
          <Text
            label="Which order, enactment or department"
            value={ground.named}
            onText={(named) => onGround({ ...ground, named })}
          />
        </>
      )}
    </>
  );
}

interface TextProps {
  label: string;
  value: string;
  onText: (text: string) => void;
  isLong?: boolean;
}

/** A field of text with its label. */
export function Text({ label, value, onText, isLong = false }: TextProps) {
  const id = useId();
  const common = { id, value, maxLength: 5000 };
  return (
    <p className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <textarea {...common} rows={2} onChange={({ target }) => onText(target.value)} />
      ) : (
        <input
          {...common}
          type="text"
          autoComplete="off"
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </p>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
  onChoice: (value: string) => void;
}

/** A choice of one with its label. */
export function Choice({ label, value, options, onChoice }: ChoiceProps) {
  const id = useId();
  return (
    <p className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChoice(target.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </p>
  );
}

const markWords = [
  ['about', 'about, not exact'],
  ['p', 'provisional'],
  ['worked-out', 'worked out, not counted'],
] as const;

const commentaryWords = [
  ['happened', 'What happened'],
  ['why', 'Why'],
  ['doing', 'What is being done'],
  ['by', 'By when'],
] as const;

/** The kinds of change of a published figure, in words. */
export const changeWords = [
  ['correction', 'correction: the figure was wrong'],
  ['revision', 'revision: it was counted again'],
  ['provisional to final', 'provisional to final'],
  ['transcription', 'transcription: we copied it wrongly'],
] as const satisfies readonly (readonly [Change['kind'], string])[];

/** The paragraphs of Schedule 12A, each with what it is about. */
export const paragraphWords = exemptParagraphs.map((each): [string, string] => [
  each,
  `${each}: ${exemptGrounds[each]}`,
]);

/** What may forbid a figure to be public, in words. */
export const forbidderWords = [
  ['order', 'the order of a court'],
  ['enactment', 'an enactment'],
  ['department', 'a government department'],
] as const;
