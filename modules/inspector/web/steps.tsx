import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatDuration, formatNumber } from '#web/i18n/format.ts';
import { classes } from '#web/ui/classes.ts';
import { Code } from '#web/ui/copy.tsx';
import type { TurnDetail } from '../contract.ts';
import { explainStep, nameStage } from './explain.ts';

type Line = TurnDetail['trace'][number];

/** What was looked at, in order, each as a sentence; its code and what it rested on behind it. */
export function Steps({ trace, changed }: { readonly trace: readonly Line[]; readonly changed?: ReadonlySet<number> }) {
  return (
    <ol className="flex flex-col">
      {trace.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names of their own, and keep their order.
        <li key={index} className="relative border-s border-line pb-3 ps-4 last:pb-0">
          <span
            aria-hidden
            className={classes(
              'absolute -start-1.25 top-1.5 size-2.5 rounded-full border-2 border-raised',
              index === trace.length - 1 ? 'bg-clay' : 'bg-edge',
            )}
          />
          <Step line={line} changed={changed?.has(index) ?? false} />
        </li>
      ))}
    </ol>
  );
}

function Step({ line, changed }: { readonly line: Line; readonly changed: boolean }) {
  const { t } = useTranslation();
  const reader = useReader();
  return (
    <div className={classes('min-w-0', changed && 'rounded-control bg-amber-soft px-2 py-1')}>
      <p className="text-small text-muted">
        {nameStage(line.step)}
        {line.atMs !== undefined && line.atMs > 0 && <span> · {t('inspector:after', { time: formatDuration(line.atMs, reader) })}</span>}
        {changed && <span className="font-strong text-amber"> · {t('inspector:replay.different')}</span>}
      </p>
      <p className="[overflow-wrap:anywhere]">{explainStep(line)}</p>
      <details className="text-small text-muted">
        <summary>{t('ui:details')}</summary>
        <Details line={line} />
      </details>
    </div>
  );
}

function Details({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const reader = useReader();
  const { step, outcome, reason, numbers, evidence, lengths } = line;
  return (
    <div className="flex flex-col gap-1 py-1">
      <code dir="ltr" className="self-start">
        {step} → {outcome}
      </code>
      <p dir="ltr" lang="en" className="text-start [overflow-wrap:anywhere]">
        {reason}
      </p>
      {numbers && (
        <ul className="flex flex-wrap gap-x-3" dir="ltr">
          {Object.entries(numbers).map(([name, value]) => (
            <li key={name}>
              <code>{name}</code> {formatNumber(value, reader)}
            </li>
          ))}
        </ul>
      )}
      {evidence && <Code text={JSON.stringify(evidence, null, 2)} />}
      {lengths && (
        <p>
          {t('inspector:evidence.lengths', {
            names: Object.entries(lengths)
              .map(([name, length]) => `${name} ${formatNumber(length, reader)}`)
              .join(', '),
          })}
        </p>
      )}
    </div>
  );
}
