import type { TFunction } from 'i18next';
import { Check, List as ListSign, MapPin, Puzzle, ShoppingBag, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useReader } from '#web/data/reader.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { classes } from '#web/ui/classes.ts';
import { Code } from '#web/ui/copy.tsx';
import { FormAnswers } from './form-answers.tsx';
import { Media, type MediaMessage } from './media.tsx';
import { Words } from './words.tsx';

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

/** What a message says, by its kind, as the contact sees it. */
export function Contents({ message, chosenIds }: { readonly message: Message; readonly chosenIds: readonly string[] }) {
  const words = message.text !== null && message.text !== '' && <Words text={message.text} />;
  switch (message.kind) {
    case 'image':
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
    case 'sticker':
      return (
        <div className="flex flex-col gap-1.5">
          <Media message={message as MediaMessage} />
          {words}
        </div>
      );
    case 'buttons':
      return <Framed frame={message.content} words={words} below={<Buttons content={message.content} chosenIds={chosenIds} />} />;
    case 'list':
      return <Framed frame={message.content} words={words} below={<Rows content={message.content} chosenIds={chosenIds} />} />;
    case 'url':
    case 'location_request':
    case 'form':
      return <Asking message={message} words={words} />;
    default:
      return <Other message={message} words={words} />;
  }
}

function Other({ message, words }: { readonly message: Message; readonly words: ReactNode }) {
  const { t } = useTranslation();
  switch (message.kind) {
    case 'location':
      return <Place message={message} />;
    case 'contacts':
      return <Cards message={message} />;
    case 'reaction':
      return (
        <p>{message.content?.emoji ? t('conversation:reactedWith', { emoji: message.content.emoji }) : t('conversation:reactionTaken')}</p>
      );
    case 'order':
      return <Order message={message} words={words} />;
    case 'system':
      return <p>{systemWords(message, t)}</p>;
    case 'template':
      return <Template message={message} words={words} />;
    case 'choice':
    case 'button':
      return <Chosen message={message} words={words} />;
    case 'edit':
      return <>{words || <p className="text-muted">{t('conversation:kind.edit')}</p>}</>;
    case 'delete':
      return <p className="text-muted">{t('conversation:kind.delete')}</p>;
    case 'unsupported':
      return <Unsupported message={message} words={words} />;
    default:
      return <>{words || <p className="text-muted">{t('conversation:nothingInIt')}</p>}</>;
  }
}

function systemWords({ content, text }: Of<'system'>, t: TFunction): string {
  if (content?.event === 'number_changed') return t('conversation:system.number_changed', { number: content.number ?? '' });
  if (content?.event === 'device_changed') return t('conversation:system.device_changed');
  return text ?? t('conversation:system.other');
}

interface Frame {
  readonly header?: string | undefined;
  readonly footer?: string | undefined;
}

function Framed({ frame, words, below }: { readonly frame: Frame | null; readonly words: ReactNode; readonly below?: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      {frame?.header && (
        <p dir="auto" lang={languageOfText(frame.header)} className="reading font-strong">
          {frame.header}
        </p>
      )}
      {words}
      {frame?.footer && (
        <p dir="auto" className="text-small text-muted">
          {frame.footer}
        </p>
      )}
      {below}
    </div>
  );
}

function Answer({
  title,
  description,
  chosen,
}: {
  readonly title: string;
  readonly description?: string | undefined;
  readonly chosen: boolean;
}) {
  const { t } = useTranslation();
  return (
    <li
      className={classes(
        'flex items-center justify-center gap-2 rounded-control border px-3 py-1.5 text-center',
        chosen ? 'border-acacia bg-acacia-soft font-strong text-acacia' : 'border-edge/60',
      )}
    >
      {chosen && <Check aria-hidden className="size-4 shrink-0" />}
      <span className="min-w-0">
        <bdi className="block">{title}</bdi>
        {description && <bdi className="block text-small text-muted">{description}</bdi>}
      </span>
      {chosen && <span className="sr-only">{t('conversation:chosen')}</span>}
    </li>
  );
}

function Buttons({ content, chosenIds }: { readonly content: Of<'buttons'>['content']; readonly chosenIds: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {content?.buttons.map((one) => (
        <Answer key={one.id} title={one.title} chosen={chosenIds.includes(one.id)} />
      ))}
    </ul>
  );
}

function Rows({ content, chosenIds }: { readonly content: Of<'list'>['content']; readonly chosenIds: readonly string[] }) {
  if (!content) return null;
  const chosen = content.sections.some(({ rows }) => rows.some(({ id }) => chosenIds.includes(id)));
  return (
    <details open={chosen || undefined} className="rounded-control border border-edge/60">
      <summary className="flex list-none items-center justify-center gap-2 px-3 py-1.5 font-strong">
        <ListSign aria-hidden className="size-4" />
        <bdi>{content.button}</bdi>
      </summary>
      <div className="flex flex-col gap-2 border-t border-line p-2">
        {content.sections.map(({ title, rows }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sections of one message keep their order.
          <div key={index}>
            {title && <bdi className="mb-1 block text-small text-muted">{title}</bdi>}
            <ul className="flex flex-col gap-1">
              {rows.map((row) => (
                <Answer key={row.id} title={row.title} description={row.description} chosen={chosenIds.includes(row.id)} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}

function Asking({ message, words }: { readonly message: Of<'url' | 'location_request' | 'form'>; readonly words: ReactNode }) {
  const { t } = useTranslation();
  if (message.kind === 'location_request') {
    return (
      <Framed
        frame={null}
        words={words}
        below={<Tapped sign={<MapPin aria-hidden className="size-4" />}>{t('conversation:sendLocation')}</Tapped>}
      />
    );
  }
  if (message.kind === 'form') {
    const { content } = message;
    if (message.direction === 'in') return <FormAnswers content={content} words={words} />;
    return (
      <Framed frame={content} words={words} below={<Tapped sign={<Puzzle aria-hidden className="size-4" />}>{content?.button}</Tapped>} />
    );
  }
  const { content } = message;
  return (
    <Framed
      frame={content}
      words={words}
      below={
        <>
          <Tapped>{content?.button}</Tapped>
          <p dir="ltr" className="text-small break-all text-muted">
            {content?.url}
          </p>
        </>
      }
    />
  );
}

/** What can be tapped on the phone; here it is only shown. */
function Tapped({ sign, children }: { readonly sign?: ReactNode; readonly children: ReactNode }) {
  return (
    <p className="flex items-center justify-center gap-2 rounded-control border border-edge/60 px-3 py-1.5">
      {sign}
      <bdi>{children}</bdi>
    </p>
  );
}

function Chosen({ message, words }: { readonly message: Of<'choice' | 'button'>; readonly words: ReactNode }) {
  const { t } = useTranslation();
  const description = message.kind === 'choice' ? message.content?.description : undefined;
  return (
    <div>
      <p className="mb-0.5 flex items-center gap-1 text-small text-muted">
        <Check aria-hidden className="size-3" />
        {t('conversation:tapped')}
      </p>
      {words}
      {description && <bdi className="block text-small text-muted">{description}</bdi>}
    </div>
  );
}

function Place({ message: { content } }: { readonly message: Of<'location'> }) {
  const { t } = useTranslation();
  const reader = useReader();
  if (!content) return null;
  const { latitude, longitude } = content;
  const shown = (value: number) => formatNumber(value, reader, { maximumFractionDigits: 5, minimumFractionDigits: 4 });
  return (
    <div className="flex items-start gap-2">
      <MapPin aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
      <div className="min-w-0">
        {content.name && <bdi className="block font-strong">{content.name}</bdi>}
        {content.address && <bdi className="block">{content.address}</bdi>}
        <span dir="ltr" className="block text-small text-muted">
          {t('conversation:coordinates', { latitude: shown(latitude), longitude: shown(longitude) })}
        </span>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-small underline underline-offset-2"
        >
          {t('conversation:openMap')}
        </a>
      </div>
    </div>
  );
}

function Cards({ message: { content } }: { readonly message: Of<'contacts'> }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-2">
      {content?.contacts.map((card, index) => {
        const name = card.name ?? [card.firstName, card.lastName].filter(Boolean).join(' ');
        const about = [card.title, card.organization].filter(Boolean).join(', ');
        const emails = card.emails?.map((one) => (typeof one === 'string' ? one : one.email)) ?? [];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cards of one message keep their order.
          <li key={index} className="flex items-start gap-2">
            <UserRound aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
            <span className="min-w-0">
              <bdi className="block font-strong">{name || t('conversation:kind.contacts')}</bdi>
              {about && <bdi className="block text-small text-muted">{about}</bdi>}
              {[...(card.phones?.map(({ phone }) => phone) ?? []), ...emails].map(
                (line) =>
                  line && (
                    <span key={line} dir="ltr" className="block text-start select-all">
                      {line}
                    </span>
                  ),
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Order({ message: { content }, words }: { readonly message: Of<'order'>; readonly words: ReactNode }) {
  const { t } = useTranslation();
  const reader = useReader();
  const price = (value: number, currency: string | undefined) =>
    currency && /^[A-Z]{3}$/.test(currency) ? formatNumber(value, reader, { style: 'currency', currency }) : formatNumber(value, reader);
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex items-center gap-2 font-strong">
        <ShoppingBag aria-hidden className="size-4" />
        {t('conversation:kind.order')}
      </p>
      {words}
      <ul className="flex flex-col gap-1">
        {content?.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one order keep their order.
          <li key={index} className="flex justify-between gap-4">
            <span>{t('conversation:orderLine', { quantity: item.quantity ?? 1, product: item.productId })}</span>
            <span className="tabular-nums">{item.price !== undefined && price(item.price, item.currency)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Template({ message: { content }, words }: { readonly message: Of<'template'>; readonly words: ReactNode }) {
  const { t } = useTranslation();
  const values = (content?.body ?? []).map((value) =>
    typeof value === 'string' ? value : String((value as { text?: unknown }).text ?? ''),
  );
  return (
    <div className="flex flex-col gap-1">
      <p className="text-small text-muted">
        {t('conversation:templateNamed', { name: content?.name ?? '', language: content?.language ?? '' })}
      </p>
      {words}
      {!words && values.length > 0 && (
        <ol className="list-decimal ps-5">
          {values.map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the gaps of one template keep their order.
            <li key={index}>
              <bdi>{value}</bdi>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Unsupported({ message, words }: { readonly message: Of<'unsupported'>; readonly words: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-1">
      {words}
      <p className="text-muted">{t('conversation:unsupported', { type: message.content?.type ?? '–' })}</p>
      {message.raw !== null && message.raw !== undefined && (
        <details className="text-small">
          <summary className="text-muted">{t('conversation:raw')}</summary>
          <Code text={JSON.stringify(message.raw, null, 2)} />
        </details>
      )}
    </div>
  );
}
