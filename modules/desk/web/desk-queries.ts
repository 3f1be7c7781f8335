import type { Member } from '#contract/organizations.ts';
import { listQuery } from '#web/data/by-address.ts';
import type { CannedReply, Label, Team } from '../contract.ts';

export const teamsQuery = listQuery<Team>('/api/teams');
export const labelsQuery = listQuery<Label>('/api/labels');
export const cannedRepliesQuery = listQuery<CannedReply>('/api/canned-replies?limit=2000');
export const membersQuery = listQuery<Member>('/api/members');
