import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { useReader } from '#web/data/reader.ts';
import { formatClock } from '#web/i18n/format.ts';
import { RelativeTime } from '#web/ui/time.tsx';
import { useMembers } from '../../queries.ts';
import { shownAddress } from '../address.ts';
import { useNow } from '../use-now.ts';

/** Where they can be reached, what they speak, what time it is with them. */
export function Facts({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const reader = useReader();
  const now = useNow();
  const members = useMembers();
  const owners = contact.assignedTo.flatMap(({ memberId }) => members.find(({ id }) => id === memberId)?.name ?? []);
  const language = contact.language && new Intl.DisplayNames(reader.language, { type: 'language' }).of(contact.language);
  const clock = formatClock(now, { ...reader, timeZone: contact.timeZone.name });
  return (
    <dl className="flex flex-col gap-1.5">
      {contact.identities.map(({ channelType, kind, address }) => (
        <Fact key={`${channelType} ${kind} ${address}`} name={t(`conversation:identity.${kind}`, { defaultValue: kind })}>
          {kind !== 'simulated' && (
            <>
              <bdi dir="ltr" className="select-all [overflow-wrap:anywhere]">
                {shownAddress(address) ?? address}
              </bdi>{' '}
            </>
          )}
          <span className="text-small text-muted">{t(`conversation:channelType.${channelType}`, { defaultValue: channelType })}</span>
        </Fact>
      ))}
      <Fact name={t('conversation:panel.language')}>
        {language || <span className="text-muted">{t('conversation:panel.unknown')}</span>}
      </Fact>
      <Fact name={t('conversation:panel.zone')}>
        {t(`conversation:panel.zoneFrom.${contact.timeZone.from}`, { clock, zone: contact.timeZone.name.replaceAll('_', ' ') })}
      </Fact>
      <Fact name={t('conversation:panel.lastSeen')}>
        {contact.lastSeenAt ? (
          <RelativeTime time={contact.lastSeenAt} />
        ) : (
          <span className="text-muted">{t('conversation:panel.never')}</span>
        )}
      </Fact>
      <Fact name={t('conversation:panel.firstSeen')}>
        <RelativeTime time={contact.firstSeenAt} />
      </Fact>
      {owners.length > 0 && <Fact name={t('conversation:panel.owners')}>{new Intl.ListFormat(reader.language).format(owners)}</Fact>}
    </dl>
  );
}

export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
      <dt className="text-muted">
        <bdi>{name}</bdi>
      </dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
