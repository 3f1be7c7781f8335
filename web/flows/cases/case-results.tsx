import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CaseLine, CaseResult } from '#contract/flow-cases.ts';
import { post } from '#web/data/api.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { classes } from '#web/ui/classes.ts';
import { Badge } from '#web/ui/marks.tsx';
import { useEditorNow } from '../draft/use-editor.ts';

/** The tests of a flow, played against its draft as it stands here. */
export function useCases() {
  const { flow, definition } = useEditorNow();
  return useQuery({
    queryKey: ['flow-cases', `/api/flows/${flow.id}/cases`, definition],
    queryFn: async ({ signal }) =>
      (await post<{ items: CaseResult[] }>(`/api/flows/${flow.id}/cases/play`, { body: { definition }, signal })).items,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
}

export function CaseMark({ passed }: { readonly passed: boolean }) {
  const { t } = useTranslation();
  return <Badge tone={passed ? 'leaf' : 'ember'}>{t(passed ? 'trial:case.passed' : 'trial:case.failed')}</Badge>;
}

/** What was expected beside what was seen; where they part is marked, and said. */
export function Compared({ expected, seen }: Pick<CaseResult, 'expected' | 'seen'>) {
  const { t } = useTranslation();
  const rows = Array.from(
    { length: Math.max(expected.talk.length, seen.talk.length) },
    (_, at) => [expected.talk[at], seen.talk[at]] as const,
  );
  const ends = [expected.ends, seen.ends].map(({ node, outcome }) => `${node}${outcome === null ? '' : ` (${outcome})`}`);
  return (
    <table className="w-full table-fixed border-separate border-spacing-x-2 border-spacing-y-1 text-small">
      <thead>
        <tr className="text-start text-muted">
          <th className="text-start font-normal">{t('trial:case.expected')}</th>
          <th className="text-start font-normal">{t('trial:case.seen')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([one, other], at) => {
          const same = JSON.stringify(one) === JSON.stringify(other);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a talk stand in this order.
            <tr key={at} className="align-top">
              <Line line={one} same={same} />
              <Line line={other} same={same} />
            </tr>
          );
        })}
        <tr className={ends[0] === ends[1] ? 'text-muted' : 'text-ember'}>
          {ends.map((end, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the two sides.
            <td key={at} className="[overflow-wrap:anywhere]">
              {t('trial:case.ends', { node: end })}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Line({ line, same }: { readonly line: CaseLine | undefined; readonly same: boolean }) {
  const { t } = useTranslation();
  const look = classes(
    'rounded-control px-2 py-1 whitespace-pre-wrap [overflow-wrap:anywhere]',
    same ? 'bg-sunken' : 'bg-ember-soft text-ember',
  );
  if (line === undefined) return <td className={look}>{t('trial:case.nothing')}</td>;
  if ('said' in line) {
    return (
      <td dir="auto" lang={languageOfText(line.said)} className={look}>
        {line.said}
      </td>
    );
  }
  if ('done' in line) {
    return (
      <td className={classes(look, 'text-muted')}>
        <bdi dir="ltr">{line.done}</bdi>
      </td>
    );
  }
  const { comes } = line;
  const words =
    comes.kind === 'text'
      ? comes.text
      : comes.kind === 'tap'
        ? comes.title
        : t(comes.kind === 'pass' || comes.kind === 'event' ? `trial:did.${comes.kind}` : `trial:sent.${comes.kind}`);
  return (
    <td dir="auto" className={classes(look, same && 'bg-acacia-soft')}>
      {words}
    </td>
  );
}
