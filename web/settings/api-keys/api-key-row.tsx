import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey, CreatedApiKey } from '#contract/organizations.ts';
import { post, remove } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmByName } from '#web/ui/dialog.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { SelectField } from '#web/ui/form-fields.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Row } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { apiKeysQuery } from './api-key-queries.ts';

interface Props {
  readonly apiKey: ApiKey;
  readonly onRotated: (made: CreatedApiKey) => void;
}

export function ApiKeyRow({ apiKey, onRotated }: Props) {
  const { t } = useTranslation();
  const mayChange = usePermission('api_keys.change');
  const [doing, setDoing] = useState<'rotate' | 'revoke' | null>(null);
  const { name, start, everything, scopes, expiresAt, previousUntil, notice, revokedAt, lastUsedAt } = apiKey;
  return (
    <Row
      title={name}
      state={
        <>
          {revokedAt && <Badge>{t('settings:keys.revoked')}</Badge>}
          {notice && <Badge tone="amber">{t(`settings:keys.notice.${notice.code}`)}</Badge>}
        </>
      }
      text={
        <>
          <bdi className="font-code">{start}…</bdi>
          <span>{everything ? t('settings:keys.everything') : t('settings:keys.scopes', { count: scopes.length })}</span>
          <span>
            {t('settings:keys.lastUsed')} {lastUsedAt ? <RelativeTime time={lastUsedAt} /> : t('settings:keys.never')}
          </span>
          {expiresAt && (
            <span>
              {t('settings:keys.expires')} <RelativeTime time={expiresAt} />
            </span>
          )}
          {previousUntil && (
            <span>
              {t('settings:keys.previous')} <RelativeTime time={previousUntil} />
            </span>
          )}
        </>
      }
      actions={
        mayChange &&
        revokedAt === null && (
          <>
            <Button onClick={() => setDoing('rotate')}>{t('settings:keys.rotate')}</Button>
            <Button onClick={() => setDoing('revoke')}>{t('settings:keys.revoke')}</Button>
          </>
        )
      }
    >
      {doing === 'rotate' && <Rotate apiKey={apiKey} onRotated={onRotated} onClose={() => setDoing(null)} />}
      <Revoke apiKey={apiKey} open={doing === 'revoke'} onClose={() => setDoing(null)} />
    </Row>
  );
}

function Rotate({ apiKey, onRotated, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <SaveForm
      value={{ graceHours: '24' }}
      save={async ({ graceHours }) => {
        onRotated(await post<CreatedApiKey>(`/api/api-keys/${apiKey.id}/rotate`, { body: { graceHours: Number(graceHours) } }));
        void queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
      }}
      onSaved={onClose}
      onCancel={onClose}
      fields={['graceHours']}
      submit={t('settings:keys.rotate')}
    >
      {(form) => (
        <SelectField
          form={form}
          name="graceHours"
          label={t('settings:keys.grace')}
          hint={t('settings:keys.graceHint')}
          options={['0', '1', '24', '168'].map((hours) => ({ value: hours, label: t(`settings:keys.graceOf.h${hours}`) }))}
        />
      )}
    </SaveForm>
  );
}

/** It cannot be taken back: whatever uses the key stops at once. So its name is asked for. */
function Revoke({ apiKey, open, onClose }: { readonly apiKey: ApiKey; readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { name } = apiKey;
  const revoking = useSending(
    () => remove(`/api/api-keys/${apiKey.id}`),
    () => {
      void queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
      tell(t('settings:keys.isRevoked', { name }));
      onClose();
    },
  );
  return (
    <>
      <ConfirmByName
        open={open}
        onOpenChange={(next) => !next && onClose()}
        title={t('settings:keys.revokeTitle', { name })}
        description={t('settings:keys.revokeText')}
        name={name}
        action={t('settings:keys.revoke')}
        busy={revoking.busy}
        onConfirm={() => revoking.send(undefined)}
      />
      {revoking.error && (
        <p role="alert" className="text-ember">
          {explainKnown(revoking.error)}
        </p>
      )}
    </>
  );
}
