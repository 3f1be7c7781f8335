import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { usePlace } from '#web/data/session.ts';
import { useMembers } from '../../queries.ts';
import { shownAddress } from '../address.ts';

type Author = Pick<Message, 'author' | 'authorId'>;

/** Who wrote a message, as people call them. */
export function useNames(contactName: string): (message: Author) => string {
  const { t } = useTranslation();
  const members = useMembers();
  const { memberId } = usePlace();
  return useCallback(
    ({ author, authorId }) => {
      if (author === 'contact') return contactName;
      if (author !== 'member') return t(`conversation:author.${author}`);
      if (authorId === memberId) return t('conversation:author.you');
      return members.find(({ id }) => id === authorId)?.name ?? t('conversation:author.member');
    },
    [t, members, memberId, contactName],
  );
}

/** What people call a contact: their name, else an address, else that they have none. */
export function useContactName(contact: { readonly name: string | null; readonly address?: string | null } | undefined): string {
  const { t } = useTranslation();
  return contact?.name ?? shownAddress(contact?.address) ?? (contact ? t('conversation:nameless') : '');
}
