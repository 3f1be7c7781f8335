import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow, FlowDifference } from '#contract/flow-state.ts';
import { get, post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Switch, TextInput } from '#web/ui/inputs.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { Compared, useCases } from '../cases/case-results.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { refreshFlow } from '../queries.ts';
import { FaultLine } from './fault-line.tsx';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Leads to a node that something is wrong with. */
  readonly onNode: (name: string) => void;
}

/** What contacts will meet: what changed, what is in the way, and the one verb. */
export function PublishDrawer({ open, onOpenChange, onNode }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t('flows:publish.title')} description={t('flows:publish.text')}>
      <Publish onNode={onNode} onDone={() => onOpenChange(false)} />
    </Drawer>
  );
}

function Publish({ onNode, onDone }: { readonly onNode: (name: string) => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { flow, faults, saver, saved } = useEditorNow();
  // What is looked at here is what is saved, and goes out.
  useEffect(() => void saver.flush(), [saver]);
  const unsaved = saved.state !== 'saved';
  const [note, setNote] = useState('');
  const cases = useCases();
  const failed = (cases.data ?? []).filter(({ passed }) => !passed);
  const [despite, setDespite] = useState(false);
  const next = (flow.version ?? 0) + 1;
  const publishing = useSending(
    async (words: string) => {
      return post<Flow>(`/api/flows/${flow.id}/publish`, {
        body: { ...(words.trim() === '' ? {} : { note: words.trim() }), ...(despite && failed.length > 0 ? { despite } : {}) },
      });
    },
    ({ version }) => {
      refreshFlow(queries, flow.id);
      tell(t('flows:publish.done', { version }));
      onDone();
    },
  );
  const wrong = faults.filter(({ severity }) => severity === 'fault').length;
  return (
    <div className="flex flex-col gap-6">
      {faults.length > 0 && (
        <section aria-label={t('flows:faults.title')} className="flex flex-col gap-2">
          <h3 className="font-strong">
            {wrong > 0 ? t('flows:publish.wrong', { count: wrong }) : t('flows:publish.warnings', { count: faults.length })}
          </h3>
          <FaultList onNode={onNode} />
        </section>
      )}
      {flow.version !== null && <Differences id={flow.id} onNode={onNode} />}
      {(cases.data?.length ?? 0) > 0 && (
        <section aria-label={t('trial:case.title')} className="flex flex-col gap-2">
          <h3 className="font-strong">
            {failed.length === 0
              ? t('trial:case.allPass', { count: cases.data?.length ?? 0 })
              : t('trial:case.someFail', { count: failed.length })}
          </h3>
          {failed.map((one) => (
            <details key={one.id}>
              <summary className="cursor-pointer text-ember">
                <bdi>{one.name}</bdi>
              </summary>
              <Compared {...one} />
            </details>
          ))}
          {failed.length > 0 && (
            <Switch label={t('trial:case.despite')} hint={t('trial:case.despiteHint')} checked={despite} onValue={setDespite} />
          )}
        </section>
      )}
      {(saved.state === 'conflict' || saved.state === 'failed') && (
        <p role="alert" className="text-ember">
          {t('trial:case.unsaved')}
        </p>
      )}
      <Form
        onSubmit={() => publishing.send(note)}
        error={publishing.error}
        fields={['note']}
        busy={publishing.busy}
        submit={t('flows:publish.verb', { version: next })}
        icon={Rocket}
        disabled={unsaved || wrong > 0 || cases.isPending || (failed.length > 0 && !despite)}
      >
        <Field label={t('flows:publish.note')} hint={t('flows:publish.noteHint')}>
          <TextInput dir="auto" value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} autoComplete="off" />
        </Field>
      </Form>
    </div>
  );
}

/** Everything the check finds, each leading to its node. */
export function FaultList({ onNode }: { readonly onNode: (name: string) => void }) {
  const { t } = useTranslation();
  const { faults } = useEditorNow();
  return (
    <ul className="flex flex-col gap-1">
      {faults.map((fault, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same fault may be there twice.
        <li key={index}>
          {fault.node === null ? (
            <span className="block px-2 py-1">
              <FaultLine fault={fault} />
            </span>
          ) : (
            <button
              type="button"
              onClick={() => onNode(fault.node ?? '')}
              className="block w-full rounded-control px-2 py-1 text-start hover:bg-sunken"
            >
              <bdi dir="ltr" className="text-small text-muted">
                {fault.node}
              </bdi>
              <span className="sr-only">{t('flows:faults.go')}</span>
              <FaultLine fault={fault} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Differences({
  id,
  from,
  to,
  onNode,
}: {
  readonly id: string;
  readonly from?: number;
  readonly to?: number;
  readonly onNode?: (name: string) => void;
}) {
  const { t } = useTranslation();
  const { saver } = useEditorNow();
  const found = useQuery({
    queryKey: ['flow-differences', id, from ?? null, to ?? saver.revision],
    queryFn: ({ signal }) => get<{ differences: FlowDifference[] }>(`/api/flows/${id}/differences`, { query: { from, to }, signal }),
  });
  if (!found.data) return <Skeleton lines={2} />;
  const { differences } = found.data;
  return (
    <section aria-label={t('flows:differences.title')} className="flex flex-col gap-2">
      <h3 className="font-strong">{t('flows:differences.title')}</h3>
      {differences.length === 0 && <p className="text-muted">{t('flows:differences.none')}</p>}
      <ul className="flex flex-col gap-1 text-small">
        {differences.map(({ node, change, fields }) => {
          const line = t(`flows:differences.${node === null ? 'whole' : change}`, { node: node ?? '', fields: fields.join(', ') });
          return (
            <li key={node ?? ''}>
              {node !== null && change !== 'removed' && onNode ? (
                <button type="button" onClick={() => onNode(node)} className="w-full rounded-control px-2 py-1 text-start hover:bg-sunken">
                  {line}
                </button>
              ) : (
                <span className="block px-2 py-1">{line}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
