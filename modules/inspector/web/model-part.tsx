import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatDuration, formatNumber, type Reader } from '#web/i18n/format.ts';
import { Code } from '#web/ui/copy.tsx';
import type { TurnDetail } from '../contract.ts';
import { Part } from './part.tsx';

/** What a model was asked, what it answered, and what that took. Brief: the sums only. */
export function ModelPart({ turn, brief = false }: { readonly turn: TurnDetail; readonly brief?: boolean }) {
  const { t } = useTranslation();
  const { model, prompt, tools } = turn;
  return (
    <Part title={t('inspector:model.title')}>
      {model === null ? <p className="text-muted">{t('inspector:model.none')}</p> : <Sums model={model} />}
      {tools.length > 0 && (
        <p>
          {t('inspector:model.tools')} <code dir="ltr">{tools.join(', ')}</code>
        </p>
      )}
      {!brief && model !== null && <Calls calls={model.calls} />}
      {!brief && model !== null && prompt === null && <p className="text-small text-muted">{t('inspector:model.noPrompt')}</p>}
      {!brief && prompt && (
        <>
          <Fold title={t('inspector:model.system')} text={prompt.system} />
          <Fold title={t('inspector:model.messages', { count: prompt.messages.length })} text={JSON.stringify(prompt.messages, null, 2)} />
          <Fold
            title={t('inspector:model.answers', { count: prompt.answers.length })}
            text={JSON.stringify(prompt.answers, null, 2)}
            open
          />
        </>
      )}
    </Part>
  );
}

type Model = NonNullable<TurnDetail['model']>;

function Sums({ model }: { readonly model: Model }) {
  const { t } = useTranslation();
  const reader = useReader();
  const number = (value: number | null) => (value === null ? t('inspector:model.unknown') : formatNumber(value, reader));
  const facts = [
    [t('inspector:model.calls'), number(model.calls.length)],
    [t('inspector:model.input'), number(model.inputTokens)],
    [t('inspector:model.output'), number(model.outputTokens)],
    [t('inspector:model.cost'), costOf(model, reader) ?? t('inspector:model.unknown')],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-small text-muted">{name}</dt>
          <dd className="font-strong">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Parts of a cent matter here. */
function costOf({ cost }: Model, reader: Reader): string | null {
  if (cost === null) return null;
  return cost
    .map(({ amount, currency }) => formatNumber(amount, reader, { style: 'currency', currency, maximumFractionDigits: 4 }))
    .join(' + ');
}

function Calls({ calls }: Pick<Model, 'calls'>) {
  const { t } = useTranslation();
  const reader = useReader();
  return (
    <ul className="flex flex-col gap-1 text-small">
      {calls.map((call) => (
        <li key={call.id} className="[overflow-wrap:anywhere]">
          {t('inspector:model.call', {
            provider: call.provider,
            model: call.model,
            outcome: t(`inspector:model.outcome.${call.outcome}`, { defaultValue: call.outcome }),
            time: formatDuration(call.tookMs, reader),
          })}
        </li>
      ))}
    </ul>
  );
}

function Fold({ title, text, open = false }: { readonly title: string; readonly text: string; readonly open?: boolean }) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      <div className="pt-1">
        <Code text={text} />
      </div>
    </details>
  );
}
