import type { Series, WireMetric } from '@throughline/api/wire/metric';
import { dayNumber } from '@throughline/domain/period';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  usePlotArea,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import { Bands, Beside } from './Beside.tsx';
import styles from './chart.module.css';
import { type ChartModel, tickText } from './chartModel.ts';
import { frame } from './frame.ts';
import { Labels, MeetingDays, Points } from './Marks.tsx';
import { type Moment, momentsOf } from './moments.ts';
import { alongAxis, type Dot } from './plot.ts';

interface LiveChartProps {
  model: ChartModel;
  series: Series;
  metric: WireMetric;
}

/**
 * The chart that people work with: Recharts, in the same room and with the same marks as the one
 * from the server. Arrow keys and pointer go from point to point, and each is said in words.
 */
export function LiveChart({ model, series, metric }: LiveChartProps) {
  const { axis, scale, unit, meetings, chosen } = model;
  const lines = linesOf(model);
  return (
    <ResponsiveContainer width="100%" height={frame.height}>
      <LineChart
        data={rowsOf(model, lines, momentsOf(series, model))}
        margin={{ top: frame.top, right: frame.right, bottom: 0, left: 0 }}
        title={`${metric.title}. Use the arrow keys to go from figure to figure.`}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          dataKey="day"
          type="number"
          domain={[dayNumber(axis.from), dayNumber(axis.to)]}
          ticks={model.timeTicks.map(({ day }) => day)}
          tickFormatter={(day: number) => labelOf(model, day)}
          height={frame.bottom}
          stroke="var(--soft)"
          tick={{ fill: 'var(--soft)', fontSize: 14 }}
          tickMargin={8}
          interval="preserveStart"
        />
        <YAxis
          domain={[scale.min, scale.max]}
          ticks={scale.ticks}
          tickFormatter={(tick: number) => tickText(tick, unit)}
          width={frame.left}
          axisLine={false}
          tickLine={false}
          tick={{ fill: 'var(--soft)', fontSize: 14 }}
          tickMargin={4}
          interval={0}
        />
        {meetings.map(({ date, state }) => (
          <ReferenceLine
            key={date}
            x={dayNumber(date)}
            stroke={date === chosen ? 'var(--soft)' : 'var(--meeting)'}
            strokeWidth={date === chosen ? 1.5 : 1}
            {...(state === 'planned' || (chosen && date > chosen)
              ? { strokeDasharray: '2 4' }
              : {})}
          />
        ))}
        <Tooltip
          content={({ active, payload }) => (
            <Spoken moment={active ? momentOf(payload) : undefined} />
          )}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--series-1)', strokeWidth: 1 }}
        />
        {/* A stop for the arrow keys at every moment, also where the series itself has no number. */}
        <Line
          dataKey="stop"
          stroke="none"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        {lines.map(({ key, dashed }) => (
          <Line
            key={key}
            dataKey={key}
            type="linear"
            stroke="var(--series-1)"
            strokeWidth={3}
            {...(dashed ? { strokeDasharray: '6 5' } : {})}
            dot={false}
            activeDot={{ r: 8, fill: 'var(--series-1)', stroke: 'var(--paper)', strokeWidth: 2 }}
            // A gap must look like a gap: joining across it would draw a figure nobody printed.
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
        <Overlay model={model} />
      </LineChart>
    </ResponsiveContainer>
  );
}

function Overlay({ model }: { model: ChartModel }) {
  const area = usePlotArea();
  if (!area) return null;
  const xOf = (day: number) => area.x + (alongAxis(model.axis, day) / 100) * area.width;
  return (
    <>
      <ZIndexLayer zIndex={-200}>
        <Bands model={model} xOf={xOf} />
      </ZIndexLayer>
      <ZIndexLayer zIndex={300}>
        <Beside model={model} xOf={xOf} />
      </ZIndexLayer>
      {/* Over the lines of Recharts, which would strike through hollow points and labels. */}
      <ZIndexLayer zIndex={1500}>
        <MeetingDays model={model} xOf={xOf} width={area.width} />
        <Points model={model} xOf={xOf} />
        <Labels model={model} xOf={xOf} width={area.width} />
      </ZIndexLayer>
    </>
  );
}

/** What is shown and said at a moment: the figure, when, how it came to be, and what is beside it. */
function Spoken({ moment }: { moment: Moment | undefined }) {
  return (
    <div role="status" className={moment ? styles.spoken : undefined}>
      {moment?.words.map((words, index) => (
        <p key={words} className={index === 0 ? styles.spokenFigure : undefined}>
          {words}
        </p>
      ))}
    </div>
  );
}

/** A piece of line of one kind. Each is a series of its own, so that a dash can end at a point. */
interface DrawnLine {
  key: string;
  dashed: boolean;
  dots: Dot[];
}

interface Row {
  moment: Moment;
  day: number;
  stop: number;
  [line: string]: number | Moment | null;
}

function linesOf({ runs, segments }: ChartModel): DrawnLine[] {
  const lines: DrawnLine[] = [];
  for (const { from, to, dashed } of segments) {
    const last = lines.at(-1);
    if (last && last.dashed === dashed && last.dots.at(-1) === from) last.dots.push(to);
    else lines.push({ key: `line ${lines.length}`, dashed, dots: [from, to] });
  }
  const alone = runs.filter((run) => run.length === 1).flat();
  if (alone.length > 0) lines.push({ key: 'alone', dashed: false, dots: alone });
  return lines;
}

/** What Recharts draws: `null` where a line has no figure, never zero. */
function rowsOf(
  { scale }: ChartModel,
  lines: readonly DrawnLine[],
  moments: readonly Moment[],
): Row[] {
  return moments.map((moment) => {
    const { dot, day } = moment;
    const at = dot ? (dot.low + dot.high) / 2 : null;
    return {
      moment,
      day,
      stop: at ?? scale.min,
      ...Object.fromEntries(
        lines.map(({ key, dots: own }) => [key, dot && own.includes(dot) ? at : null]),
      ),
    };
  });
}

function momentOf(payload: readonly { payload?: Row }[] | undefined): Moment | undefined {
  return payload?.find(({ payload: row }) => row !== undefined)?.payload?.moment;
}

function labelOf({ timeTicks }: ChartModel, day: number): string {
  return timeTicks.find((tick) => tick.day === day)?.label ?? '';
}
