import type { Notice } from '#contract/notices.ts';

/** Notices as people read them: what says the same stands once, and leads to where it is mended. */

export interface NoticeGroup {
  /** The newest of them. */
  readonly notice: Notice;
  readonly ids: readonly string[];
  /** Nobody has seen one of them. */
  readonly isNew: boolean;
  /** Where it is mended; null: nowhere in the app. */
  readonly place: string | null;
}

/** In the order they came in. */
export function groupNotices(notices: readonly Notice[]): readonly NoticeGroup[] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    const said = JSON.stringify([notice.kind, Object.entries(notice.values).sort()]);
    groups.set(said, [...(groups.get(said) ?? []), notice]);
  }
  return [...groups.values()].map((same) => ({
    notice: same[0] as Notice,
    ids: same.map(({ id }) => id),
    isNew: same.some(({ seenAt }) => seenAt === null),
    place: placeOf(same[0] as Notice, same.length),
  }));
}

function placeOf({ kind, subject }: Notice, count: number): string | null {
  const [area, what] = kind.split('.');
  const oneOf = (list: string) => (count === 1 ? `${list}/${subject}` : list);
  switch (area) {
    case 'channels':
      return oneOf('/settings/channels');
    case 'models':
      return oneOf('/settings/models');
    case 'integrations':
      return oneOf('/settings/webhooks');
    case 'organizations':
      return '/settings/members';
    case 'safety':
      return what === 'unsafe_answer' ? `/turns/${subject}` : '/incidents';
    case 'incidents':
      return what === 'no_lines' || what === 'lines_expire' ? '/settings/safety' : oneOf('/incidents');
    default:
      return null;
  }
}
