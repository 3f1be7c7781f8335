import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Flag, Paperclip, TriangleAlert } from 'lucide-react';
import { createContext, memo, use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowChoice } from '#contract/flow-parts.ts';
import type { FlowNode } from '#contract/flows.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { classes } from '#web/ui/classes.ts';
import { shownIn, textIn } from '../draft/texts.ts';
import { iconOf, spokenField } from '../kinds.ts';
import { useNodeWords } from '../use-node-words.ts';
import type { Card, CardData, CardExit } from './cards.ts';
import { cardWidth } from './layout.ts';
import { Words } from './words.tsx';

/** What can be done on a card itself; the same functions for as long as the canvas is there. */
export interface CardVerbs {
  edit(name: string | null): void;
  write(name: string, text: string): void;
}
const Verbs = createContext<CardVerbs>({ edit: () => undefined, write: () => undefined });
export const CardVerbsContext = Verbs.Provider;

/** A node as a card: what the contact will read, and its ways out. */
export const FlowCard = memo(function FlowCard({ data, selected }: NodeProps<Card>) {
  const { t } = useTranslation();
  const { name, node, faults, here, trial, exits, backwards, start } = data;
  const Sign = iconOf(node.kind);
  const wrong = faults.some(({ severity }) => severity === 'fault');
  return (
    <div
      dir={backwards ? 'rtl' : 'ltr'}
      style={{ width: cardWidth }}
      className={classes(
        'rounded-card border bg-raised text-start',
        selected ? 'border-acacia outline-2 outline-acacia' : wrong ? 'border-ember' : 'border-line',
        trial === 'at' && 'shadow-float outline-2 outline-clay',
        trial === 'passed' && !selected && 'border-acacia',
      )}
    >
      <Handle type="target" position={backwards ? Position.Right : Position.Left} className="flow-handle" />
      <header className="flex min-h-8 items-center gap-2 border-b border-line px-3 py-1.5 text-small text-muted">
        <Sign aria-hidden className="size-4 shrink-0 text-acacia" />
        <span className="min-w-0 flex-1 truncate">{node.title ?? t(`flows:kind.${node.kind}.name`)}</span>
        {start && <Flag role="img" aria-label={t('flows:start')} className="size-4 shrink-0 text-leaf" />}
        {here !== null && here > 0 && (
          <span className="rounded-full bg-amber-soft px-1.5 font-strong text-amber">{t('flows:counts.here', { count: here })}</span>
        )}
        {faults.length > 0 && (
          <span className={classes('inline-flex items-center gap-1 font-strong', wrong ? 'text-ember' : 'text-amber')}>
            <TriangleAlert role="img" aria-label={t('flows:faults.count', { count: faults.length })} className="size-4" />
            <span aria-hidden>{faults.length}</span>
          </span>
        )}
      </header>
      <Body data={data} />
      {exits.length > 0 && (
        <ul className="border-t border-line py-1">
          {exits.map((exit) => (
            <Exit key={exit.name} exit={exit} backwards={backwards} node={name} />
          ))}
        </ul>
      )}
    </div>
  );
});

function Body({ data }: { readonly data: CardData }) {
  const { t } = useTranslation();
  const { does } = useNodeWords();
  const { edit } = use(Verbs);
  const { name, node, language, languages, editing } = data;
  const field = spokenField(node);
  if (field === null)
    return <p className="px-3 py-2 text-small text-muted [overflow-wrap:anywhere]">{does(node) || t(`flows:kind.${node.kind}.text`)}</p>;
  if (editing) return <TextInPlace data={data} field={field} />;
  const shown = shownIn((node as { text?: never; opening?: never })[field], language, languages);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard it is Enter on the card, or the field beside the canvas.
    <div className="flex flex-col gap-1 px-3 py-2" onDoubleClick={() => edit(name)}>
      {node.kind === 'say' && node.media && (
        <p className="flex items-center gap-1.5 text-small text-muted">
          <Paperclip aria-hidden className="size-3.5 shrink-0" />
          <bdi className="truncate">{node.media.fileName ?? node.media.link ?? node.media.kind}</bdi>
        </p>
      )}
      {shown === '' ? (
        <p className="text-small text-muted">{does(node) || t('flows:silent')}</p>
      ) : (
        <p
          dir="auto"
          lang={languageOfText(shown)}
          className={classes(
            'reading line-clamp-6 rounded-card bg-sunken px-2.5 py-1.5',
            node.kind === 'assistant' && 'border border-clay',
          )}
        >
          <Words text={shown} />
        </p>
      )}
      <Tappable node={node} language={language} languages={languages} />
    </div>
  );
}

function TextInPlace({ data, field }: { readonly data: CardData; readonly field: 'text' | 'opening' }) {
  const { t } = useTranslation();
  const { edit, write } = use(Verbs);
  const { name, node, language, languages } = data;
  const [text, setText] = useState(() => textIn((node as { text?: never; opening?: never })[field], language, languages));
  return (
    <div className="px-3 py-2">
      <textarea
        // The person has just asked to write here.
        // biome-ignore lint/a11y/noAutofocus: see above.
        autoFocus
        dir="auto"
        rows={4}
        aria-label={t('flows:textOf', { node: name })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          write(name, text);
          edit(null);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const done = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
          if (done) event.currentTarget.blur();
        }}
        className="nodrag nowheel field-sizing-content max-h-60 w-full rounded-control border border-acacia bg-raised px-2.5 py-1.5"
      />
    </div>
  );
}

/** What can be tapped there. */
function Tappable({
  node,
  language,
  languages,
}: {
  readonly node: FlowNode;
  readonly language: string;
  readonly languages: readonly string[];
}) {
  const { t } = useTranslation();
  const titles = (choices: readonly FlowChoice[]) =>
    choices.map(({ value, title }) => [value, shownIn(title, language, languages)] as const);
  const shown =
    node.kind === 'say'
      ? [...titles(node.choices ?? []), ...(node.link ? [['link', shownIn(node.link.title, language, languages)] as const] : [])]
      : node.kind !== 'ask'
        ? []
        : 'choices' in node.answer
          ? titles(node.answer.choices)
          : [['type', t(`flows:answer.${node.answer.type}`)] as const];
  const isAnswer = node.kind === 'ask' && !('choices' in node.answer);
  return shown.map(([key, title]) => (
    <span
      key={key}
      dir="auto"
      className={classes(
        'truncate rounded-control px-2 text-center text-small',
        isAnswer ? 'text-muted' : 'border border-line bg-raised text-acacia',
      )}
    >
      {title}
    </span>
  ));
}

function Exit({ exit, backwards, node }: { readonly exit: CardExit; readonly backwards: boolean; readonly node: string }) {
  const open = exit.to === undefined;
  return (
    <li className="relative flex h-[26px] items-center justify-end px-3 text-small">
      <span className={classes('min-w-0 truncate', open && !exit.optional ? 'text-ember' : 'text-muted')}>{exit.label}</span>
      <Handle
        type="source"
        id={exit.name}
        position={backwards ? Position.Left : Position.Right}
        data-exit={`${node}:${exit.name}`}
        className={classes('flow-handle', open && 'open')}
      />
    </li>
  );
}
