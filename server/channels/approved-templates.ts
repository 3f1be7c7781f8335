import type { TemplateText } from '#contract/channels.ts';
import type { Scope } from '#platform/scope.ts';
import { findTemplates } from './account-store.ts';

export interface ApprovedTemplate {
  readonly language: string;
  readonly text: TemplateText;
}

/** What a provider has approved of a template, by language, as far as its words are known here. */
export async function approvedTemplates({ db }: Pick<Scope, 'db'>, channelId: string, name: string): Promise<readonly ApprovedTemplate[]> {
  const rows = await findTemplates(db, channelId, name);
  return rows.flatMap(({ language, status, text }) => (status === 'APPROVED' && text ? [{ language, text: text as TemplateText }] : []));
}
