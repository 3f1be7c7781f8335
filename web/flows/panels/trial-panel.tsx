import { RotateCcw, Send, X } from 'lucide-react';
import { type FormEvent, Fragment, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrialInput, TrialLine, TrialOutcome } from '#contract/flow-trial.ts';
import { useReader } from '#web/data/reader.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { KeepCase } from '../cases/keep-case.tsx';
import { faultsOfRefusal } from '../draft/faults.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { useTriggerWords } from '../flow-words.tsx';
import { type Media, ShownFile } from '../media/shown-file.tsx';
import { typedValue } from '../settings/put.ts';
import { FaultLine } from './fault-line.tsx';
import { beginTrial, openTaps, type Trial, tapsOf } from './trial.ts';

interface Props {
  readonly trial: Trial;
  readonly onTrial: (trial: Trial) => void;
  readonly outcome: TrialOutcome | undefined;
  readonly error: unknown;
  /** Null: it stands in a drawer, which has a title and can be closed. */
  readonly onClose: (() => void) | null;
}

/** The draft on a phone, as it stands now: nothing is sent, done or kept. A change of the draft plays it anew from the beginning. */
export function TrialPanel({ trial, onTrial, outcome, error, onClose }: Props) {
  const { t } = useTranslation();
  const { definition, flow, locked, language, saver } = useEditorNow();
  const wordsOf = useTriggerWords();
  const add = (input: TrialInput) => onTrial({ ...trial, inputs: [...trial.inputs, input] });
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new stands at the end.
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [outcome]);
  const refused = faultsOfRefusal(error);
  return (
    <section aria-label={t('trial:title')} className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-1 border-b border-line px-4 py-2">
        <div className="min-w-0 flex-1">
          {onClose && <h2 className="text-reading">{t('trial:title')}</h2>}
          <p className="text-small text-muted">{t('trial:text')}</p>
        </div>
        <IconButton icon={RotateCcw} label={t('trial:again')} onClick={() => onTrial({ ...beginTrial(), values: trial.values })} />
        {onClose && <IconButton icon={X} label={t('ui:close')} onClick={onClose} />}
      </header>
      <ol ref={list} aria-live="polite" className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto bg-sunken p-4">
        {outcome && definition.triggers.length > 0 && <Remark>{t('trial:beginsWith', { words: wordsOf(definition.triggers) })}</Remark>}
        {!outcome && !error && <Skeleton lines={2} />}
        {outcome?.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are told anew from the beginning, in the same order.
          <Line key={index} line={line} trial={trial} onTrial={onTrial} />
        ))}
        {outcome?.cut && <li className="text-center text-small text-ember">{t('trial:cut')}</li>}
        {outcome && outcome.waits === null && !outcome.cut && (
          <li className="text-center text-small text-muted">{t('trial:over', { outcome: outcome.outcome ?? '' })}</li>
        )}
        {Boolean(error) && (
          <li role="alert" className="flex flex-col gap-1 text-ember">
            {refused ? refused.map((fault) => <FaultLine key={fault.message} fault={fault} />) : explainKnown(error)}
          </li>
        )}
      </ol>
      {outcome && <AsIf outcome={outcome} trial={trial} onTrial={onTrial} />}
      {outcome && !locked && trial.inputs.length > 0 && (
        <div className="border-t border-line px-4 py-2">
          <KeepCase flowId={flow.id} what={{ test: { ...trial, inputs: [...trial.inputs], language } }} before={() => saver.flush()} />
        </div>
      )}
      {outcome?.waits && <Composer outcome={outcome} onInput={add} />}
    </section>
  );
}

function Line({ line, trial, onTrial }: { readonly line: TrialLine } & Pick<Props, 'trial' | 'onTrial'>) {
  const { t } = useTranslation();
  switch (line.kind) {
    case 'input':
      return <Input input={trial.inputs[line.input]} />;
    case 'said':
      return <Bubble line={line} />;
    case 'step':
      return (
        <Remark>
          {t('trial:step', { step: line.step })}
          <span className="mt-1 flex items-center justify-center gap-2">
            {t('trial:endsWith')}
            <span className="w-32">
              <Select
                aria-label={t('trial:endsWith')}
                value={line.exit}
                options={line.exits.map((value) => ({ value, label: t(`flows:exit.${value}`, { defaultValue: value }) }))}
                onValue={(exit) => onTrial({ ...trial, exits: { ...trial.exits, [line.node]: exit } })}
              />
            </span>
          </span>
        </Remark>
      );
    case 'assistant':
      return <Remark>{t('trial:assistant')}</Remark>;
    case 'stage':
      return <Remark>{line.stage === null ? t('trial:noStage') : t('trial:stage', { stage: line.stage })}</Remark>;
    case 'hand_over':
      return <Remark>{t('trial:people')}</Remark>;
    case 'note':
      return (
        <li className="text-center text-small text-amber">
          <bdi lang="en">{line.reason}</bdi>
        </li>
      );
  }
}

function Remark({ children }: { readonly children: React.ReactNode }) {
  return <li className="text-center text-small text-muted [overflow-wrap:anywhere]">{children}</li>;
}

function Input({ input }: { readonly input: TrialInput | undefined }) {
  const { t } = useTranslation();
  if (!input) return null;
  if (input.kind === 'pass' || input.kind === 'event') return <Remark>{t(`trial:did.${input.kind}`)}</Remark>;
  return (
    <li className="flex justify-end">
      <p dir="auto" className="reading max-w-[85%] rounded-card bg-acacia-soft px-3 py-2">
        {input.kind === 'text' ? input.text : input.kind === 'tap' ? input.title : t(`trial:sent.${input.kind}`)}
      </p>
    </li>
  );
}

function Bubble({ line }: { readonly line: Extract<TrialLine, { kind: 'said' }> }) {
  const { t } = useTranslation();
  const content = line.content as { kind: string; text?: string; url?: string; name?: string };
  const { kind, text, url, name } = content;
  const media = isMedia(kind) ? (content as Media) : null;
  return (
    <li className="flex max-w-[85%] flex-col gap-1">
      <div className="rounded-card border border-line bg-raised px-3 py-2">
        {media && <ShownFile media={media} caption={text ?? ''} />}
        {text === undefined ? (
          media === null && <p className="text-muted">{t(`trial:shows.${kind}`, { name: name ?? '', defaultValue: kind })}</p>
        ) : (
          <p dir="auto" lang={languageOfText(text)} className="reading">
            {text}
          </p>
        )}
        {url && (
          <p dir="ltr" className="truncate text-small text-muted">
            {url}
          </p>
        )}
      </div>
      {tapsOf(line).map(({ id, title }) => (
        <span key={id} dir="auto" className="rounded-control border border-line bg-raised px-3 py-1 text-center text-muted">
          {title}
        </span>
      ))}
    </li>
  );
}

const isMedia = (kind: string) => ['image', 'video', 'audio', 'document', 'sticker'].includes(kind);

/** What variables are taken to be, to see the other ways too. */
function AsIf({ outcome, trial, onTrial }: { readonly outcome: TrialOutcome } & Pick<Props, 'trial' | 'onTrial'>) {
  const { t } = useTranslation();
  const names = Object.keys(outcome.values);
  if (names.length === 0) return null;
  return (
    <details className="border-t border-line px-4 py-2 text-small">
      <summary className="cursor-pointer">{t('trial:asIf')}</summary>
      <div className="mt-2 grid max-h-40 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 overflow-y-auto">
        {names.map((name) => (
          <Fragment key={name}>
            <bdi dir="ltr">{name}</bdi>
            <TextInput
              dir="auto"
              aria-label={name}
              defaultValue={String(outcome.values[name] ?? '')}
              onBlur={({ target }) => {
                const value = target.value === '' ? null : typedValue(target.value);
                if (value !== outcome.values[name]) onTrial({ ...trial, values: { ...trial.values, [name]: value } });
              }}
            />
          </Fragment>
        ))}
      </div>
    </details>
  );
}

const sendable = ['image', 'voice', 'file', 'location'] as const;

function Composer({ outcome, onInput }: { readonly outcome: TrialOutcome; readonly onInput: (input: TrialInput) => void }) {
  const { t } = useTranslation();
  const reader = useReader();
  const { definition } = useEditorNow();
  const [text, setText] = useState('');
  const { waits, at, lines } = outcome;
  if (!waits) return null;
  const node = definition.nodes[at.node];
  const type = node?.kind === 'ask' ? node.answer.type : null;
  const taps = openTaps(lines);
  const background = waits.for === 'time' || waits.for === 'event';
  return (
    <div className="flex flex-col gap-2 border-t border-line p-3">
      {background && (
        <p className="text-small text-muted">
          {waits.for === 'event'
            ? t('trial:waitsEvent', { event: waits.event ?? '' })
            : t('trial:waitsUntil', { time: waits.until ? formatMoment(waits.until, reader) : '' })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {taps.map((tap) => (
          <Button key={tap.id} onClick={() => onInput({ kind: 'tap', ...tap })}>
            {tap.title}
          </Button>
        ))}
        {sendable
          .filter((kind) => kind === type)
          .map((kind) => (
            <Button key={kind} onClick={() => onInput({ kind })}>
              {t(`trial:send.${kind}`)}
            </Button>
          ))}
        {waits.for === 'event' && <Button onClick={() => onInput({ kind: 'event' })}>{t('trial:happen')}</Button>}
        {waits.until !== null && (
          <Button look="quiet" onClick={() => onInput({ kind: 'pass' })}>
            {t(background ? 'trial:pass' : 'trial:silence')}
          </Button>
        )}
      </div>
      {!background && (
        <form
          className="flex gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (text.trim() === '') return;
            onInput({ kind: 'text', text });
            setText('');
          }}
        >
          <TextInput
            dir="auto"
            aria-label={t('trial:write')}
            placeholder={t('trial:write')}
            value={text}
            maxLength={4096}
            onChange={(event) => setText(event.target.value)}
          />
          <IconButton type="submit" icon={Send} along label={t('trial:sendText')} look="main" />
        </form>
      )}
    </div>
  );
}
