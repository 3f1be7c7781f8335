import { Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatMoment } from '#web/i18n/format.ts';
import type { PlanItem, SafetyPlan } from '../contract.ts';
import { planSteps } from './data.ts';
import { dial, hasOldNumbers } from './words.ts';

/** The plan as it is read, and as it comes out of a printer: nothing of the frame is on the paper. */
export function PlanSheet({ plan, name }: { readonly plan: SafetyPlan; readonly name: string }) {
  const { t } = useTranslation();
  const reader = useReader();
  return (
    <article data-prints className="mb-6 min-w-0 rounded-card border border-line bg-raised p-4 two:p-5">
      <p className="mb-4 hidden text-title font-strong print:block">{t('care:plan.of', { name })}</p>
      {hasOldNumbers(plan, new Date()) && <p className="mb-4 rounded-control bg-amber-soft px-3 py-2">{t('care:plan.oldNumbers')}</p>}
      <ol className="flex flex-col gap-5">
        {planSteps.map((step, index) => (
          <li key={step} className="break-inside-avoid">
            <h2 className="text-reading">{t('care:plan.step', { number: index + 1, title: t(`care:steps.${step}`) })}</h2>
            {plan.steps[step].length === 0 ? (
              <p className="text-muted">{t('care:plan.nothing')}</p>
            ) : (
              <ul className="mt-1 flex flex-col gap-1.5">
                {plan.steps[step].map((item) => (
                  <Item key={`${item.text} ${item.phone}`} item={item} />
                ))}
              </ul>
            )}
          </li>
        ))}
        <li className="break-inside-avoid">
          <h2 className="text-reading">{t('care:plan.lines')}</h2>
          <ul className="mt-1 flex flex-col gap-1.5">
            {plan.lines.map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
            {plan.emergency && (
              <li>
                {t('care:plan.emergency')} <PhoneLink phone={plan.emergency} />
              </li>
            )}
          </ul>
          {plan.lines.length === 0 && <p className="text-muted">{t('care:plan.noLines')}</p>}
        </li>
      </ol>
      <p className="mt-5 text-small text-muted">
        {t('care:plan.lastChange', {
          when: formatMoment(plan.changedAt, reader),
          who: plan.changedBy.kind === 'contact' ? t('care:plan.themselves') : plan.changedBy.name || t('care:somebody'),
        })}
      </p>
    </article>
  );
}

function Item({ item: { text, phone } }: { readonly item: PlanItem }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span dir="auto" className="reading">
        {text}
      </span>
      {phone && <PhoneLink phone={phone} />}
    </li>
  );
}

function PhoneLink({ phone }: { readonly phone: string }) {
  return (
    <a
      href={dial(phone)}
      dir="ltr"
      className="target inline-flex items-center gap-1 rounded-control text-acacia underline decoration-1 underline-offset-2 hover:decoration-2"
    >
      <Phone aria-hidden className="size-3.5" />
      {phone}
    </a>
  );
}
