import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedInvitation, Invitation } from '#contract/organizations.ts';
import { post, remove } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { invitationsQuery } from './member-queries.ts';

/** Who was invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation();
  const invitations = useQuery(invitationsQuery);
  const waiting = invitations.data?.filter(({ state }) => state === 'open' || state === 'expired') ?? [];
  if (invitations.error) return <ErrorState error={invitations.error} onRetry={() => void invitations.refetch()} />;
  if (waiting.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-reading">{t('settings:invite.waiting')}</h2>
      <Rows label={t('settings:invite.waiting')}>
        {waiting.map((one) => (
          <OneInvitation key={one.id} invitation={one} />
        ))}
      </Rows>
    </section>
  );
}

function OneInvitation({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { id, email, role, state, expiresAt } = invitation;
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  const again = () => void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  const renewing = useSending(
    () => post<CreatedInvitation>(`/api/invitations/${id}/renew`, { body: {} }),
    (renewed) => {
      setMade(renewed);
      again();
    },
  );
  const revoking = useSending(
    () => remove(`/api/invitations/${id}`),
    () => {
      again();
      tell(t('settings:invite.revoked', { email }), { undo: () => renewing.send(undefined) });
    },
  );
  const fault = renewing.error ?? revoking.error;
  return (
    <Row
      title={<bdi>{email}</bdi>}
      state={state === 'expired' ? <Badge tone="amber">{t('settings:invite.expired')}</Badge> : null}
      text={
        <>
          <span>{t(`frame:role.${role}`)}</span>
          {state === 'open' && (
            <span>
              {t('settings:invite.ends')} <RelativeTime time={expiresAt} />
            </span>
          )}
        </>
      }
      actions={
        <>
          <Button busy={renewing.busy} onClick={() => renewing.send(undefined)}>
            {t('settings:invite.again')}
          </Button>
          <Button busy={revoking.busy} onClick={() => revoking.send(undefined)}>
            {t('settings:invite.revoke')}
          </Button>
        </>
      }
    >
      {made && <InvitationLink made={made} />}
      {fault && (
        <p role="alert" className="text-ember">
          {explainKnown(fault)}
        </p>
      )}
    </Row>
  );
}
