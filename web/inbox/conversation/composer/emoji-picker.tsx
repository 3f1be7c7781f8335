import emoji from 'emojibase-data/en/compact.json';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { matchesWords } from '#web/ui/search.ts';

/** Loaded when it is first opened: the list is larger than the rest of the page. */

const kept = 'baraza.emoji';
/** Unicode's groups, without the parts that others are made of (2). */
const groups = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
const signs = ['😀', '👋', '🐻', '🍎', '🚌', '⚽', '💡', '🔣', '🏁'] as const;
const all = emoji
  .filter(({ group }) => group !== undefined && group !== 2)
  .map(({ unicode, label, tags, group, order }) => ({
    unicode,
    label,
    words: `${label} ${tags?.join(' ') ?? ''}`,
    group,
    order: order ?? 0,
  }));
all.sort((a, b) => a.order - b.order);

function recent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** Signs by their name or by their sort; those used last come first. Names are Unicode's, in English. */
export function EmojiPicker({ onChoose }: { readonly onChoose: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [group, setGroup] = useState<number>(0);
  const last = recent();
  const found =
    words.trim() === '' ? all.filter((one) => one.group === group) : all.filter((one) => matchesWords(one.words, words)).slice(0, 120);
  function choose(sign: string): void {
    localStorage.setItem(kept, JSON.stringify([sign, ...last.filter((one) => one !== sign)].slice(0, 16)));
    onChoose(sign);
  }
  return (
    <div className="flex w-76 max-w-[80dvw] flex-col gap-1 p-1">
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the picker was opened to find something.
        autoFocus
        aria-label={t('conversation:findEmoji')}
        placeholder={t('conversation:findEmoji')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) choose(found[0].unicode);
        }}
        className="h-9 rounded-control border border-edge bg-raised px-2.5 pointer-coarse:h-11 pointer-coarse:text-reading"
      />
      {words.trim() === '' && (
        <fieldset aria-label={t('conversation:emojiGroups')} className="flex justify-between">
          {groups.map((one, index) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === group}
              aria-label={t(`conversation:emojiGroup.${one}`)}
              onClick={() => setGroup(one)}
              className={classes('target size-8 rounded-control hover:bg-sunken', one === group && 'bg-acacia-soft')}
            >
              {signs[index]}
            </button>
          ))}
        </fieldset>
      )}
      <div className="h-56 overflow-y-auto">
        {words.trim() === '' && last.length > 0 && (
          <Grid label={t('conversation:emojiRecent')} items={last.map((unicode) => ({ unicode, label: unicode }))} onChoose={choose} />
        )}
        <Grid
          label={words.trim() === '' ? t(`conversation:emojiGroup.${group}`) : t('conversation:emojiFound')}
          items={found}
          onChoose={choose}
        />
        {found.length === 0 && (
          <p role="status" className="p-3 text-muted">
            {t('ui:nothingFound')}
          </p>
        )}
      </div>
    </div>
  );
}

interface GridProps {
  readonly label: string;
  readonly items: readonly { readonly unicode: string; readonly label: string }[];
  readonly onChoose: (emoji: string) => void;
}

function Grid({ label, items, onChoose }: GridProps) {
  return (
    <section aria-label={label}>
      <h4 className="px-1 pt-1 text-small text-muted">{label}</h4>
      <div className="grid grid-cols-8">
        {items.map((one) => (
          <button
            key={one.unicode}
            type="button"
            title={one.label}
            aria-label={one.label}
            onClick={() => onChoose(one.unicode)}
            className="aspect-square overflow-hidden rounded-control text-title hover:bg-sunken"
          >
            {one.unicode}
          </button>
        ))}
      </div>
    </section>
  );
}
