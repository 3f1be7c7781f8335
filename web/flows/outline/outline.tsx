import { Flag, Plus, TriangleAlert } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowNode } from '#contract/flows.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { TextInput } from '#web/ui/inputs.tsx';
import { Menu, MenuItem } from '#web/ui/menu.tsx';
import { useRowKeys } from '#web/ui/row-keys.ts';
import { rowLook } from '#web/ui/row-look.ts';
import { matchesWords } from '#web/ui/search.ts';
import type { Lit } from '../canvas/cards.ts';
import { useByNode } from '../draft/by-node.ts';
import { inOrder } from '../draft/exits.ts';
import { faultsByNode } from '../draft/faults.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { iconOf, kinds } from '../kinds.ts';
import { useNodeWords } from '../use-node-words.ts';

interface Props {
  /** What a test of the draft went through. */
  readonly lit: Lit | null;
  readonly onOpen: (name: string) => void;
}

/** The nodes as a list, in the order a contact meets them: for keys, for ears, and for a phone. */
export const Outline = memo(function Outline({ lit, onOpen }: Props) {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const words = useNodeWords();
  const [sought, setSought] = useState('');
  const { definition, language, selected, faults, locked } = editor;
  const byNode = useMemo(() => faultsByNode(faults), [faults]);
  const names = useMemo(() => inOrder(definition), [definition]);
  const lineOf = useByNode((node) => words.line(node, language, definition.languages), [language, definition.languages, t]);
  const lines = names.map((name) => {
    const node = definition.nodes[name] as FlowNode;
    return { name, node, line: lineOf(node) };
  });
  const found = lines.filter(({ name, node, line }) => matchesWords(`${name} ${line} ${t(`flows:kind.${node.kind}.name`)}`, sought));
  function open(name: string): void {
    editor.select([name]);
    onOpen(name);
  }
  const keys = useRowKeys({
    count: found.length,
    show: (index) => document.getElementById(`node-${found[index]?.name}`)?.scrollIntoView({ block: 'nearest' }),
    onOpen: (index) => found[index] && open(found[index].name),
  });
  // What was just pasted or added is what the keys are about, not what it was made from.
  const [first] = selected;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is chosen; the arrow keys go on from there.
  useEffect(() => {
    const index = found.findIndex((one) => one.name === first);
    if (index >= 0) keys.setActive(index);
  }, [first]);
  const latest = useRef({ found, keys, open });
  latest.current = { found, keys, open };
  const onLine = useCallback((name: string) => {
    const now = latest.current;
    now.keys.setActive(now.found.findIndex((one) => one.name === name));
    now.open(name);
  }, []);
  return (
    <div className="flex h-full min-h-0 flex-col gap-2 p-3">
      <TextInput
        type="search"
        aria-label={t('flows:outline.search')}
        placeholder={t('flows:outline.search')}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <section
        aria-label={t('flows:outline.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the keys of its rows.
        tabIndex={0}
        onKeyDown={(event) => {
          const name = found[keys.active]?.name;
          if (event.key === 'Delete' && name && !locked) editor.remove(selected.includes(name) ? selected : [name]);
          else keys.onKeyDown(event);
        }}
        className="group min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-raised focus-visible:outline-offset-[-2px]"
      >
        <ol className="flex flex-col">
          {found.map(({ name, node, line }, index) => (
            <Line
              key={name}
              {...{ name, node, line }}
              start={definition.start === name}
              faults={byNode.get(name)?.length ?? 0}
              active={index === keys.active}
              chosen={selected.includes(name)}
              trial={lit?.at === name ? 'at' : lit?.passed.has(name) ? 'passed' : null}
              onOpen={onLine}
            />
          ))}
        </ol>
        {found.length === 0 && <p className="p-4 text-muted">{t(names.length === 0 ? 'flows:outline.none' : 'ui:nothingFound')}</p>}
      </section>
      {!locked && <Palette />}
    </div>
  );
});

interface LineProps {
  readonly name: string;
  readonly node: FlowNode;
  readonly line: string;
  readonly start: boolean;
  readonly faults: number;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly trial: 'at' | 'passed' | null;
  readonly onOpen: (name: string) => void;
}

const Line = memo(function Line({ name, node, line, start, faults, active, chosen, trial, onOpen }: LineProps) {
  const { t } = useTranslation();
  const Sign = iconOf(node.kind);
  return (
    <li id={`node-${name}`} className="border-b border-line last:border-0">
      <button
        type="button"
        tabIndex={-1}
        aria-current={chosen}
        onClick={() => onOpen(name)}
        className={classes(
          'flex min-h-11 w-full items-center gap-2 px-3 py-1.5 text-start',
          rowLook({ open: chosen, selected: false, active }),
          trial === 'at' && 'outline-2 outline-offset-[-2px] outline-clay',
        )}
      >
        <Sign aria-hidden className={classes('size-4 shrink-0', trial === null ? 'text-muted' : 'text-clay')} />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate">
            {line || t(`flows:kind.${node.kind}.name`)}
          </span>
          <span className={classes('block truncate text-small', chosen ? 'text-ink' : 'text-muted')}>
            {t(`flows:kind.${node.kind}.name`)} · <bdi dir="ltr">{name}</bdi>
          </span>
        </span>
        {start && <Flag role="img" aria-label={t('flows:start')} className="size-4 shrink-0 text-leaf" />}
        {faults > 0 && (
          <TriangleAlert role="img" aria-label={t('flows:faults.count', { count: faults })} className="size-4 shrink-0 text-ember" />
        )}
      </button>
    </li>
  );
});

/** What can be put into a flow: behind what is chosen. */
export function Palette() {
  const { t } = useTranslation();
  const { add } = useEditorNow();
  return (
    <Menu
      trigger={
        <Button icon={Plus} wide>
          {t('flows:palette.add')}
        </Button>
      }
    >
      {kinds.map(({ kind, icon }) => (
        <MenuItem key={kind} icon={icon} onSelect={() => add(kind)}>
          <span className="block">{t(`flows:kind.${kind}.name`)}</span>
          <span className="block text-small text-muted">{t(`flows:kind.${kind}.text`)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
