import { useTranslation } from 'react-i18next';
import type { ModelCall, ModelProvider } from '#contract/models.ts';
import { useReader } from '#web/data/reader.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';

/** Every question to a model, what came of it and what it cost. Unknown is not free, and is said so. */
export function ModelCalls({ providers }: { readonly providers: readonly ModelProvider[] }) {
  const { t } = useTranslation();
  const reader = useReader();
  const calls = usePaged<ModelCall>(['model-calls'], '/api/model-calls', { live: { changes: ['turn'] } });
  const number = (value: number | null) => (value === null ? t('settings:models.unknown') : formatNumber(value, reader));
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-reading">{t('settings:models.calls')}</h2>
      {calls.isPending && <Skeleton />}
      {calls.error && <ErrorState error={calls.error} onRetry={calls.refetch} />}
      {calls.items?.length === 0 && <p className="text-muted">{t('settings:models.noCalls')}</p>}
      {calls.items && calls.items.length > 0 && (
        <Rows label={t('settings:models.calls')}>
          {calls.items.map(({ id, providerId, model, purpose, outcome, inputTokens, outputTokens, cost, tookMs, createdAt }) => (
            <Row
              key={id}
              title={t(`settings:models.purpose.${purpose}`)}
              text={
                <>
                  <span>{providers.find((one) => one.id === providerId)?.name}</span>
                  <bdi>{model}</bdi>
                  <bdi>{outcome}</bdi>
                  <span>{t('settings:models.tokens', { input: number(inputTokens), output: number(outputTokens) })}</span>
                  <span>{t('settings:deliveries.took', { ms: tookMs })}</span>
                  <RelativeTime time={createdAt} />
                </>
              }
              actions={
                <span className="tabular-nums">
                  {cost
                    ? formatNumber(cost.amount, reader, { style: 'currency', currency: cost.currency, maximumFractionDigits: 6 })
                    : t('settings:models.costUnknown')}
                </span>
              }
            />
          ))}
        </Rows>
      )}
      <MoreButton list={calls} />
    </section>
  );
}
