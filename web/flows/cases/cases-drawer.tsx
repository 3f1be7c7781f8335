import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseResult } from '#contract/flow-cases.ts';
import { post, remove } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { CaseMark, Compared, useCases } from './case-results.tsx';

/** The tests that are kept with a flow, as they go with the draft. */
export function CasesDrawer({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t('trial:case.title')} description={t('trial:case.text')}>
      <Cases />
    </Drawer>
  );
}

function Cases() {
  const { t } = useTranslation();
  const cases = useCases();
  if (cases.isPending) return <Skeleton />;
  if (cases.error) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  if (cases.data.length === 0) return <EmptyState title={t('trial:case.none')}>{t('trial:case.noneText')}</EmptyState>;
  return (
    <Rows label={t('trial:case.title')}>
      {cases.data.map((one) => (
        <CaseRow key={one.id} one={one} />
      ))}
    </Rows>
  );
}

function CaseRow({ one }: { readonly one: CaseResult }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { locked, saver } = useEditorNow();
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(false);
  const sending = useSending(
    async (verb: 'accept' | 'delete') => {
      await saver.flush();
      await (verb === 'accept' ? post(`/api/flow-cases/${one.id}/accept`) : remove(`/api/flow-cases/${one.id}`));
    },
    () => void queries.invalidateQueries({ queryKey: ['flow-cases'] }),
  );
  return (
    <Row
      title={<bdi>{one.name}</bdi>}
      state={<CaseMark passed={one.passed} />}
      actions={
        <>
          <Button look="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'trial:case.hide' : 'trial:case.show')}
          </Button>
          {!locked && !one.passed && (
            <Button busy={sending.busy} onClick={() => sending.send('accept')}>
              {t('trial:case.accept')}
            </Button>
          )}
          {!locked && (
            <Button busy={sending.busy} onClick={() => (asked ? sending.send('delete') : setAsked(true))}>
              {t(asked ? 'trial:case.deleteSure' : 'trial:case.delete')}
            </Button>
          )}
        </>
      }
    >
      {sending.error ? (
        <p role="alert" className="text-ember">
          {explainKnown(sending.error)}
        </p>
      ) : (
        shown && <Compared {...one} />
      )}
    </Row>
  );
}
