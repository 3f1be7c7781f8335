import { ListFilter } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { IconButton } from '#web/ui/button.tsx';
import { FilterSentence, type SentenceChoice } from '#web/ui/filter-sentence.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '#web/ui/menu.tsx';
import { useChannels, useLabels, useMembers, useTags, useTeams } from '../queries.ts';
import { isFiltered, type Shown, sorts, withPart } from './filter.ts';

interface Props {
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
}

/** What the list shows, as a sentence of which every part can be changed: "Open conversations with people, assigned to me, waiting". */
export const FilterBar = memo(function FilterBar({ shown, onShown }: Props) {
  const { t } = useTranslation();
  const { filter, sort } = shown;
  const choices = useChoices({ shown, onShown });
  const has = (value: unknown) => (value === undefined ? 'no' : 'yes');
  const sentence = t('inbox:filter.sentence', {
    hasHandler: has(filter.handler),
    hasAssignee: has(filter.assignee),
    hasTeam: has(filter.team),
    hasLabel: has(filter.label),
    hasChannel: has(filter.channel),
    hasTag: has(filter.tag),
    hasAttention: has(attentionOf(shown)),
    hasContact: has(filter.contact),
    ...Object.fromEntries(Object.keys(choices).map((name) => [name, `{${name}}`])),
  });
  return (
    <FilterSentence
      sentence={sentence}
      choices={choices}
      more={<AddFilter shown={shown} onShown={onShown} />}
      onReset={isFiltered(shown) || sort !== 'newest' ? () => onShown({ filter: {}, sort: 'newest' }) : undefined}
    />
  );
});

const attentions = ['attention', 'unread', 'waiting', 'failed', 'mentioned'] as const;

/** Without what is only for people who may see incidents, for those who may not. */
function useOffered<Name extends string>(names: readonly Name[]): readonly Name[] {
  const seesIncidents = usePermission('incidents.read');
  return seesIncidents ? names : names.filter((one) => one !== 'attention' && one !== 'risk');
}

function attentionOf({ filter }: Shown): (typeof attentions)[number] | undefined {
  return attentions.find((name) => filter[name]);
}

/** One choice that is unset with "any". */
const any = 'any';

function useChoices({ shown, onShown }: Props): Readonly<Record<string, SentenceChoice>> {
  const { t } = useTranslation();
  const { filter, sort } = shown;
  const named = useNamedChoices({ shown, onShown });
  const [ownAttentions, ownSorts] = [useOffered(attentions), useOffered(sorts)];
  const set = (part: Parameters<typeof withPart>[1]) => onShown(withPart(shown, part));
  const anyOption = { value: any, label: t('inbox:filter.any') };
  const words = (name: 'state' | 'handler' | 'sort' | 'attention', values: readonly string[]) =>
    values.map((one) => ({ value: one, label: t(`inbox:filter.${name}.${one}`) }));
  return {
    ...named,
    state: {
      label: t('inbox:filter.stateLabel'),
      value: filter.state ?? 'open',
      options: words('state', ['open', 'snoozed', 'closed', 'all']),
      onValue: (state) => set({ state: state as NonNullable<typeof filter.state> }),
    },
    handler: {
      label: t('inbox:filter.handlerLabel'),
      value: filter.handler ?? any,
      options: [...words('handler', ['people', 'assistant']), anyOption],
      onValue: (handler) => set({ handler: handler === any ? undefined : (handler as typeof filter.handler) }),
    },
    attention: {
      label: t('inbox:filter.attentionLabel'),
      value: attentionOf(shown) ?? any,
      options: [...words('attention', ownAttentions), anyOption],
      onValue: (attention) => set(attentionPart(attention)),
    },
    sort: {
      label: t('inbox:filter.sortLabel'),
      value: sort,
      options: words('sort', ownSorts),
      onValue: (next) => onShown({ ...shown, sort: next as Shown['sort'] }),
    },
  };
}

/** The choices among what an organization has. */
function useNamedChoices({ shown, onShown }: Props): Readonly<Record<string, SentenceChoice>> {
  const { t } = useTranslation();
  const [members, teams, labels, channels, tags] = [useMembers(), useTeams(), useLabels(), useChannels(), useTags()];
  const listed = (list: readonly { readonly id: string; readonly name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const present = members.filter((one) => one.disabledAt === null && one.leftAt === null);
  const options = {
    assignee: [{ value: 'me', label: t('inbox:filter.me') }, { value: 'none', label: t('inbox:filter.nobody') }, ...listed(present)],
    team: [...listed(teams), { value: 'none', label: t('inbox:filter.noTeam') }],
    label: listed(labels),
    channel: listed(channels),
    tag: listed(tags),
    contact: [{ value: shown.filter.contact ?? '', label: t('inbox:filter.oneContact') }],
  };
  const anyOption = { value: any, label: t('inbox:filter.any') };
  return Object.fromEntries(
    (Object.keys(options) as (keyof typeof options)[]).map((name) => [
      name,
      {
        label: t(`inbox:filter.${name}Label`),
        value: shown.filter[name] ?? any,
        options: [...options[name], anyOption],
        onValue: (value: string) => onShown(withPart(shown, { [name]: value === any ? undefined : value })),
      },
    ]),
  );
}

/** One of them at a time; "any" takes all out. */
function attentionPart(attention: string) {
  const no = { attention: undefined, unread: undefined, waiting: undefined, failed: undefined, mentioned: undefined };
  return attention === any ? no : { ...no, [attention]: true as const };
}

/** The parts that are not in the sentence yet. */
function AddFilter({ shown, onShown }: Props) {
  const { t } = useTranslation();
  const { filter } = shown;
  const [teams, labels, channels, tags] = [useTeams(), useLabels(), useChannels(), useTags()];
  const ownAttentions = useOffered(attentions);
  const set = (part: Parameters<typeof withPart>[1]) => onShown(withPart(shown, part));
  const firsts = [
    { name: 'team', first: teams[0]?.id },
    { name: 'label', first: labels[0]?.id },
    { name: 'channel', first: channels.length > 1 ? channels[0]?.id : undefined },
    { name: 'tag', first: tags[0]?.id },
  ] as const;
  const offered = firsts.filter(({ name, first }) => first !== undefined && filter[name] === undefined);
  return (
    <Menu trigger={<IconButton icon={ListFilter} label={t('inbox:filter.add')} />}>
      <MenuLabel>{t('inbox:filter.add')}</MenuLabel>
      {filter.handler === undefined && (
        <>
          <MenuItem onSelect={() => set({ handler: 'people' })}>{t('inbox:filter.addHandler.people')}</MenuItem>
          <MenuItem onSelect={() => set({ handler: 'assistant' })}>{t('inbox:filter.addHandler.assistant')}</MenuItem>
        </>
      )}
      {filter.assignee === undefined && (
        <>
          <MenuItem onSelect={() => set({ assignee: 'me' })}>{t('inbox:filter.addAssignee.me')}</MenuItem>
          <MenuItem onSelect={() => set({ assignee: 'none' })}>{t('inbox:filter.addAssignee.none')}</MenuItem>
        </>
      )}
      {attentionOf(shown) === undefined &&
        ownAttentions.map((one) => (
          <MenuItem key={one} onSelect={() => set(attentionPart(one))}>
            {t(`inbox:filter.addAttention.${one}`)}
          </MenuItem>
        ))}
      {offered.length > 0 && <MenuLine />}
      {offered.map(({ name, first }) => (
        <MenuItem key={name} onSelect={() => set({ [name]: first })}>
          {t(`inbox:filter.addPart.${name}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
