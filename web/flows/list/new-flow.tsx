import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FilePlus2, FileUp, Sparkles } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowCreation, FlowWithDraft, ReadyFlow } from '#contract/flow-state.ts';
import { post } from '#web/data/api.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { useSending } from '#web/data/use-sending.ts';
import { classes } from '#web/ui/classes.ts';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import type { Icon } from '#web/ui/icon.ts';
import { TextInput } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import { flowQuery, flowsQuery, readyQuery } from '../queries.ts';
import { type CaseFile, nameFrom, readFlowFile } from './flow-file.ts';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Names that other flows have. */
  readonly taken: readonly string[];
}

/** A flow of one's own: from one that is ready, from a file, or from nothing. */
export function NewFlow({ open, onOpenChange, taken }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t('flows:new.title')} description={t('flows:new.text')}>
      <NewFlowForm taken={taken} />
    </Drawer>
  );
}

interface Start {
  readonly key: string;
  readonly definition?: FlowCreation['definition'];
  readonly cases?: readonly CaseFile[] | undefined;
}

function NewFlowForm({ taken }: Pick<Props, 'taken'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [start, setStart] = useState<Start>({ key: 'empty' });
  const [title, setTitle] = useState('');
  const [fileFault, setFileFault] = useState<string | null>(null);
  const making = useSending(
    async (body: FlowCreation) => {
      const flow = await post<FlowWithDraft>('/api/flows', { body });
      const lost = await bringCases(flow.id, start.cases ?? []);
      if (lost.length > 0) tell(t('flows:new.testsLost', { names: lost.join(', ') }), { tone: 'fault' });
      return flow;
    },
    (flow) => {
      queries.setQueryData(flowQuery(flow.id).queryKey, flow);
      void queries.invalidateQueries({ queryKey: flowsQuery.queryKey });
      void navigate({ to: `/flows/${flow.id}` });
    },
  );
  const fault = useFieldFault(making.error);
  function begin(next: Start, called?: string): void {
    setStart(next);
    setFileFault(null);
    making.reset();
    if (called !== undefined) setTitle(called);
  }
  async function readFile(file: File): Promise<void> {
    const read = readFlowFile(await file.text());
    if (!read?.definition) return setFileFault(t('flows:new.noFlow', { file: file.name }));
    begin({ key: 'file', definition: read.definition, cases: read.cases }, read.title ?? file.name.replace(/\.json$/i, ''));
  }
  const { definition } = start;
  return (
    <Form
      onSubmit={() => making.send({ name: nameFrom(title, taken), title, ...(definition ? { definition } : {}) })}
      error={making.error}
      fields={['title', 'name']}
      busy={making.busy}
      submit={t('flows:new.make')}
    >
      <Field label={t('flows:new.name')} hint={t('flows:new.nameHint')} error={fault('title', t('flows:new.name'))}>
        <TextInput dir="auto" value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} autoComplete="off" />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-strong">{t('flows:new.from')}</legend>
        <Beginning icon={FilePlus2} title={t('flows:new.empty')} chosen={start.key === 'empty'} onChoose={() => begin({ key: 'empty' })}>
          {t('flows:new.emptyText')}
        </Beginning>
        <ReadyOnes chosen={start.key} onChoose={(flow, called) => begin({ key: flow.name, definition: flow.definition }, called)} />
        <FromFile chosen={start.key === 'file'} fault={fileFault} onFile={(file) => void readFile(file)} />
      </fieldset>
    </Form>
  );
}

function ReadyOnes({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (flow: ReadyFlow, title: string) => void }) {
  const { language } = usePreferences();
  const ready = useQuery(readyQuery);
  const inOurs = (words: Readonly<Record<string, string>>) => words[language] ?? words.en ?? '';
  return ready.data?.items.map((flow) => (
    <Beginning
      key={flow.name}
      icon={Sparkles}
      title={inOurs(flow.title)}
      chosen={chosen === flow.name}
      onChoose={() => onChoose(flow, inOurs(flow.title))}
    >
      {inOurs(flow.summary)}
    </Beginning>
  ));
}

interface BeginningProps {
  readonly icon: Icon;
  readonly title: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Beginning({ icon: Sign, title, chosen, onChoose, children }: BeginningProps) {
  return (
    <label
      className={classes(
        'flex cursor-pointer items-start gap-3 rounded-card border p-3 has-focus-visible:outline-2 has-focus-visible:outline-acacia',
        chosen ? 'border-acacia bg-acacia-soft' : 'border-line bg-raised hover:border-edge',
      )}
    >
      <input type="radio" name="beginning" checked={chosen} onChange={onChoose} className="sr-only" />
      <Sign aria-hidden className={classes('mt-0.5 size-4 shrink-0', chosen ? 'text-acacia' : 'text-muted')} />
      <span className="min-w-0">
        <span className="block font-strong">{title}</span>
        <span className={classes('block text-small', chosen ? 'text-ink' : 'text-muted')}>{children}</span>
      </span>
    </label>
  );
}

function FromFile({
  chosen,
  fault,
  onFile,
}: {
  readonly chosen: boolean;
  readonly fault: string | null;
  readonly onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Beginning icon={FileUp} title={t('flows:new.file')} chosen={chosen} onChoose={() => input.current?.click()}>
        {t('flows:new.fileText')}
      </Beginning>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('flows:new.file')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          target.value = '';
        }}
      />
      {fault && (
        <p role="alert" className="text-small text-ember">
          {fault}
        </p>
      )}
    </>
  );
}

/** The tests that came with a flow, one by one; the names of those that could not be kept. */
async function bringCases(flowId: string, cases: readonly CaseFile[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { name, content } of cases) {
    await post(`/api/flows/${flowId}/cases`, { body: { name, content } }).catch(() => lost.push(String(name)));
  }
  return lost;
}
