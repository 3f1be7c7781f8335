import { ContactRound, CornerUpLeft, ExternalLink, List, MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { classes } from '#web/ui/classes.ts';
import type { Icon } from '#web/ui/icon.ts';
import { Line, Media } from './media.tsx';
import type { Shown } from './thread.ts';

export interface ContentsProps {
  readonly phoneId: string;
  readonly shown: Shown;
  /** What can be tapped is tapped; left out where nothing can be. */
  readonly onTap?: ((id: string) => void) | undefined;
  readonly onList: (message: ListMessage) => void;
  readonly onLocation: () => void;
}
export type ListMessage = Extract<Message, { kind: 'list' }>;

/** What a message holds, as a phone shows it. */
export function Contents(props: ContentsProps) {
  const { t } = useTranslation();
  const { message, text, deleted } = props.shown;
  if (deleted) return <em className="text-muted">{t('phone:deleted')}</em>;
  return (
    <>
      <Thing message={message} phoneId={props.phoneId} />
      {text !== null && <Words>{text}</Words>}
      <Foot message={message} />
      <Choices {...props} />
    </>
  );
}

function Words({ children }: { readonly children: string }) {
  return (
    <p dir="auto" lang={languageOfText(children)} className="reading">
      {children}
    </p>
  );
}

/** What stands above the words. */
function Thing({ message, phoneId }: { readonly message: Message; readonly phoneId: string }): ReactNode {
  const { t } = useTranslation();
  const { kind, content } = message;
  switch (kind) {
    case 'image':
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
    case 'sticker':
      return <Media message={message} phoneId={phoneId} />;
    case 'location':
      return <Place content={content} />;
    case 'contacts':
      return content?.contacts.map((card) => (
        <Line key={card.name} icon={ContactRound}>
          <bdi className="block font-strong">{card.name}</bdi>
          {card.phones?.map(({ phone }) => (
            <bdi key={phone} className="block">
              {phone}
            </bdi>
          ))}
        </Line>
      ));
    case 'choice':
    case 'button':
      return (
        <span className="flex items-center gap-1 text-small text-muted">
          <CornerUpLeft aria-hidden className="along size-3" />
          {t('phone:tapped')}
        </span>
      );
    case 'buttons':
    case 'list':
    case 'url':
    case 'form':
      return content?.header ? <p className="font-strong [overflow-wrap:anywhere]">{content.header}</p> : null;
    case 'text':
    case 'location_request':
      return null;
    default:
      return <span className="text-muted">{t('phone:kind.other')}</span>;
  }
}

function Place({ content }: { readonly content: Extract<Message, { kind: 'location' }>['content'] }) {
  const { t } = useTranslation();
  return (
    <Line icon={MapPin}>
      <bdi className="block font-strong">{content?.name ?? t('phone:kind.location')}</bdi>
      {content?.address && <bdi className="block">{content.address}</bdi>}
      <bdi dir="ltr" className="block text-small text-muted">
        {content ? `${content.latitude}, ${content.longitude}` : ''}
      </bdi>
    </Line>
  );
}

function Foot({ message }: { readonly message: Message }) {
  const footer = message.content && 'footer' in message.content ? message.content.footer : undefined;
  return typeof footer === 'string' && footer !== '' ? <p className="text-small text-muted">{footer}</p> : null;
}

/** What can be tapped, below the words. A number typed means the same, and stands before each. */
function Choices({ shown, onTap, onList, onLocation }: ContentsProps) {
  const { t } = useTranslation();
  const { message, chosen } = shown;
  const idle = onTap === undefined;
  if (message.kind === 'buttons') {
    return (
      <div className="mt-1 flex flex-col gap-1.5">
        {message.content?.buttons.map((button, index) => (
          <Tap key={button.id} number={index + 1} chosen={chosen === button.id} disabled={idle} onTap={() => onTap?.(button.id)}>
            {button.title}
          </Tap>
        ))}
      </div>
    );
  }
  if (message.kind === 'list') {
    return (
      <Tap icon={List} disabled={idle} onTap={() => onList(message)}>
        {message.content?.button}
      </Tap>
    );
  }
  if (message.kind === 'location_request') {
    return (
      <Tap icon={MapPin} disabled={idle} onTap={onLocation}>
        {t('phone:attach.location')}
      </Tap>
    );
  }
  if (message.kind === 'url' && message.content) {
    return (
      <a
        href={message.content.url}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className={classes(tapLook, 'border-line text-acacia hover:bg-sunken')}
      >
        <ExternalLink aria-hidden className="size-4 shrink-0" />
        {message.content.button}
      </a>
    );
  }
  return message.kind === 'form' ? <p className="text-small text-muted">{t('phone:formElsewhere')}</p> : null;
}

const tapLook =
  'mt-1 flex min-h-9 w-full items-center justify-center gap-2 rounded-control border px-3 py-1.5 text-center font-strong pointer-coarse:min-h-11';

interface TapProps {
  readonly icon?: Icon;
  readonly number?: number;
  readonly chosen?: boolean;
  readonly disabled: boolean;
  readonly onTap: () => void;
  readonly children: ReactNode;
}

function Tap({ icon: Sign, number, chosen = false, disabled, onTap, children }: TapProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      disabled={disabled}
      aria-pressed={number === undefined ? undefined : chosen}
      onClick={onTap}
      className={classes(
        tapLook,
        chosen ? 'border-acacia bg-acacia-soft text-acacia' : 'border-line text-acacia hover:bg-sunken',
        'disabled:text-muted',
      )}
    >
      {Sign && <Sign aria-hidden className="size-4 shrink-0" />}
      {number !== undefined && (
        <span aria-hidden title={t('phone:orType')} className="text-small font-plain text-muted">
          {number}
        </span>
      )}
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </button>
  );
}
